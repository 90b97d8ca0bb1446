package io.mdis.image.layer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Hands the same bytes to several readers, each in a thread of its own, a few buffers ahead at
 * most. Decompressing, hashing and writing a layer take about as long as each other.
 */
final class ChunkReaders implements AutoCloseable {
  private static final int BUFFERS = 4;
  private static final int BUFFER = 1 << 20;

  /** Takes the bytes in order; must not change or keep them. */
  interface Reader {
    void read(byte[] bytes, int length) throws IOException;
  }

  // Threads hand these on; nothing ever compares them.
  @SuppressWarnings("ArrayRecordComponent")
  private record Chunk(byte[] bytes, int length, AtomicInteger unread) {}

  private static final Chunk END = new Chunk(new byte[0], -1, new AtomicInteger());

  private final BlockingQueue<byte[]> free = new LinkedBlockingQueue<>();
  private final List<Lane> lanes;
  private volatile Throwable failure;

  ChunkReaders(Reader... readers) {
    for (int i = 0; i < BUFFERS; i++) {
      free.add(new byte[BUFFER]);
    }
    lanes = Stream.of(readers).map(Lane::new).toList();
    lanes.forEach(lane -> lane.thread.start());
  }

  /** An empty buffer; throws what a reader threw. */
  byte[] take() throws IOException {
    try {
      byte[] buffer = free.take();
      check();
      return buffer;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  void put(byte[] bytes, int length) {
    Chunk chunk = new Chunk(bytes, length, new AtomicInteger(lanes.size()));
    lanes.forEach(lane -> lane.full.add(chunk));
  }

  /** Waits until everything is read; throws what a reader threw. */
  void finish() throws IOException {
    lanes.forEach(lane -> lane.full.add(END));
    try {
      for (Lane lane : lanes) {
        lane.thread.join();
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    check();
  }

  /** Ends the threads; they have let go of the readers afterwards. */
  @Override
  public void close() {
    lanes.forEach(lane -> lane.full.add(END));
    boolean interrupted = false;
    for (Lane lane : lanes) {
      while (lane.thread.isAlive()) {
        try {
          lane.thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** One reader with its thread and what waits for it; never more chunks than there are buffers. */
  private final class Lane {
    private final BlockingQueue<Chunk> full = new LinkedBlockingQueue<>();
    private final Reader reader;
    private final Thread thread;

    Lane(Reader reader) {
      this.reader = reader;
      this.thread = Thread.ofPlatform().daemon().name("layer-reader").unstarted(this::work);
    }

    private void work() {
      try {
        for (Chunk chunk = full.take(); chunk.length() >= 0; chunk = full.take()) {
          if (failure == null) {
            read(chunk);
          }
          if (chunk.unread().decrementAndGet() == 0) {
            free.add(chunk.bytes());
          }
        }
      } catch (InterruptedException e) {
        failure = e;
      }
    }

    private void read(Chunk chunk) {
      try {
        reader.read(chunk.bytes(), chunk.length());
      } catch (IOException | RuntimeException | Error e) {
        failure = e;
      }
    }
  }

  private void check() throws IOException {
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IOException("a layer's reader stopped", e);
    }
  }

  private static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    InterruptedIOException stopped =
        new InterruptedIOException("interrupted while storing a layer");
    stopped.initCause(e);
    return stopped;
  }
}
