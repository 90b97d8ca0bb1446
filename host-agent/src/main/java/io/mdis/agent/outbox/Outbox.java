package io.mdis.agent.outbox;

import io.mdis.agent.disk.DurableFile;
import io.mdis.image.tar.ByteString;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A bounded queue on the disk, one file for each report, in the order of their names. */
public final class Outbox {
  private final Path folder;
  private final Clock clock;
  private final long mostBytes;
  private final ConcurrentSkipListMap<String, Long> waiting = new ConcurrentSkipListMap<>();
  private final Semaphore news = new Semaphore(0);
  private long bytes;
  private long sequence;

  /** What kinds of reports there are. */
  public enum Kind {
    /** {@link io.mdis.trust.protocol.MeasurementReport}. */
    MEASUREMENT,
    /** {@link io.mdis.trust.protocol.AlertReport}. */
    ALERT,
    /** {@link io.mdis.trust.protocol.LoggedSecretsReport}. */
    SECRETS
  }

  /**
   * A report that waits.
   *
   * @param name of its file
   * @param kind what it is
   * @param json the report
   */
  public record Entry(String name, Kind kind, ByteString json) {}

  /** Opens one in an existing folder, with what still waits there. */
  public static Outbox open(Path folder, long mostBytes, Clock clock) throws IOException {
    Outbox outbox = new Outbox(folder, mostBytes, clock);
    outbox.look();
    return outbox;
  }

  private Outbox(Path folder, long mostBytes, Clock clock) {
    this.folder = folder;
    this.mostBytes = mostBytes;
    this.clock = clock;
  }

  /** Takes a report; it is on the disk when this returns. Throws OutboxFullException. */
  public synchronized void put(Kind kind, byte[] json) throws IOException {
    if (bytes + json.length > mostBytes) {
      throw new OutboxFullException(waiting.size(), bytes);
    }
    String name =
        String.format(
            Locale.ROOT,
            "%016d-%08d-%s.%s",
            clock.millis(),
            sequence++,
            UUID.randomUUID(),
            kind.name().toLowerCase(Locale.ROOT));
    DurableFile.write(folder.resolve(name), json);
    waiting.put(name, (long) json.length);
    bytes += json.length;
    news.release();
  }

  /** The oldest report. */
  public Optional<Entry> oldest() throws IOException {
    Map.Entry<String, Long> first = waiting.firstEntry();
    if (first == null) {
      return Optional.empty();
    }
    String name = first.getKey();
    return Optional.of(
        new Entry(
            name,
            kind(name).orElseThrow(),
            ByteString.of(Files.readAllBytes(folder.resolve(name)))));
  }

  /** It has arrived. */
  public synchronized void delivered(Entry entry) throws IOException {
    Files.deleteIfExists(folder.resolve(entry.name()));
    Long size = waiting.remove(entry.name());
    bytes -= size == null ? 0 : size;
  }

  /** Looks for what another process of this host has put there. */
  public synchronized void look() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        if (kind(name).isPresent() && !waiting.containsKey(name)) {
          long size = Files.size(file);
          waiting.put(name, size);
          bytes += size;
        }
      }
    }
  }

  /** How many wait. */
  public int size() {
    return waiting.size();
  }

  /** Waits until there is a report, or for so long. */
  public void await(long millis) throws InterruptedException {
    if (waiting.isEmpty() && news.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      news.drainPermits();
    }
  }

  private static Optional<Kind> kind(String name) {
    for (Kind kind : Kind.values()) {
      if (name.endsWith("." + kind.name().toLowerCase(Locale.ROOT))) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
