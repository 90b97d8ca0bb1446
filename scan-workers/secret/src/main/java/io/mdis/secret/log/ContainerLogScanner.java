package io.mdis.secret.log;

import io.mdis.contracts.ScanReason;
import io.mdis.secret.detect.SecretDetector;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks through what containers printed since the last time. What was written while it reads is for
 * the next time; a position is only moved over what was searched.
 */
public final class ContainerLogScanner {
  /** Uncompressed bytes that are read of one file in one run. */
  private static final long MAX_BYTES = 1L << 30;

  private final SecretDetector detector;

  /** A scanner by the same rules as those of images. */
  public ContainerLogScanner(SecretDetector detector) {
    this.detector = detector;
  }

  /**
   * Reads the logs of one container.
   *
   * @param container its folder, such as {@code /var/lib/docker/containers/ID}
   * @param positions where reading goes on; the caller saves them once the hits are safe
   * @throws InterruptedIOException when interrupted; nothing of the file at hand is then passed
   *     over
   */
  public LogReport scan(Path container, LogPositions positions) throws IOException {
    List<LogHit> hits = new ArrayList<>();
    List<ScanReason> leftOut = new ArrayList<>();
    String id = container.getFileName().toString();
    LogBatch batch = new LogBatch(id, detector, hits);
    long records = 0;
    for (LogFile file : LogFile.in(container)) {
      try {
        records += read(id, file, positions, batch, leftOut);
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        leftOut.add(
            new ScanReason(
                "log.unreadable", file.path() + " could not be read on: " + e.getMessage()));
      }
    }
    if (batch.isCut()) {
      leftOut.add(
          new ScanReason("limit.findings", "the logs of " + id + " hold more than is told of"));
    }
    return new LogReport(hits, records, leftOut);
  }

  private static long read(
      String id, LogFile file, LogPositions positions, LogBatch batch, List<ScanReason> leftOut)
      throws IOException {
    String beginning = file.beginning();
    if (beginning == null) {
      return 0;
    }
    String log = id + "/" + beginning;
    long from = positions.of(log);
    long count = 0;
    try (InputStream in = file.open()) {
      in.skipNBytes(from);
      LogRecords records = file.records(in, from);
      positions.set(log, from);
      try {
        for (LogRecord entry = records.next(); entry != null; entry = records.next()) {
          batch.add(entry);
          count++;
          if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while reading " + file.path());
          }
          if (records.position() - from > MAX_BYTES) {
            leftOut.add(
                new ScanReason(
                    "limit.log-bytes",
                    file.path()
                        + " is read on the next time: it has more than "
                        + MAX_BYTES
                        + " new bytes"));
            break;
          }
        }
      } finally {
        batch.search();
      }
      positions.set(log, records.position());
    }
    return count;
  }
}
