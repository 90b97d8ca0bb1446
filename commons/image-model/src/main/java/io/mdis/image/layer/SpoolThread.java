package io.mdis.image.layer;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs a {@link TarSpool} beside the decompression, a few buffers ahead at most. */
final class SpoolThread implements AutoCloseable {
  private static final int BUFFERS = 4;
  private static final int BUFFER = 1 << 20;

  // Two threads hand these on; nothing ever compares them.
  @SuppressWarnings("ArrayRecordComponent")
  private record Chunk(byte[] bytes, int length) {}

  private static final Chunk END = new Chunk(new byte[0], -1);

  private final BlockingQueue<byte[]> free = new LinkedBlockingQueue<>();
  private final BlockingQueue<Chunk> full = new LinkedBlockingQueue<>();
  private final TarSpool spool;
  private final Thread thread;
  private volatile Throwable failure;

  SpoolThread(TarSpool spool) {
    this.spool = spool;
    for (int i = 0; i < BUFFERS; i++) {
      free.add(new byte[BUFFER]);
    }
    thread = Thread.ofPlatform().daemon().name("layer-spool").start(this::work);
  }

  /** An empty buffer; throws what the spool threw. */
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
    full.add(new Chunk(bytes, length));
  }

  /** Waits until everything is written; throws what the spool threw. */
  void finish() throws IOException {
    full.add(END);
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    check();
  }

  /** Ends the thread; it has let go of the spool afterwards. */
  @Override
  public void close() {
    full.add(END);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      for (Chunk chunk = full.take(); chunk.length() >= 0; chunk = full.take()) {
        if (failure == null) {
          write(chunk);
        }
        free.add(chunk.bytes());
      }
    } catch (InterruptedException e) {
      failure = e;
    }
  }

  private void write(Chunk chunk) {
    try {
      spool.write(chunk.bytes(), chunk.length());
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
    }
  }

  private void check() throws IOException {
    switch (failure) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IOException("layer spool stopped", e);
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
