package io.mdis.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * A stream that is closed under its reader when no bytes come for too long, or all take too long.
 */
public final class TimedStream extends InputStream {
  private static final ScheduledExecutorService WATCH =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("registry-watch").factory());

  private final InputStream in;
  private final long stallNanos;
  private final long end;
  private final ScheduledFuture<?> watch;
  private volatile long progress = System.nanoTime();
  private volatile boolean reading;
  private volatile boolean expired;

  /**
   * Watches a stream, and closes it with this one.
   *
   * @param stall longest time that one read may take
   * @param total longest time until the end
   */
  public TimedStream(InputStream in, Duration stall, Duration total) {
    this.in = in;
    this.stallNanos = stall.toNanos();
    this.end = System.nanoTime() + total.toNanos();
    long period = Math.max(1_000_000, Math.min(stallNanos, total.toNanos()) / 4);
    this.watch = WATCH.scheduleWithFixedDelay(this::look, period, period, TimeUnit.NANOSECONDS);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    progress = System.nanoTime();
    reading = true;
    try {
      int n = in.read(bytes, offset, length);
      if (expired) {
        throw new IOException("too slow");
      }
      return n;
    } catch (IOException e) {
      throw expired ? new IOException("too slow: nothing came in time", e) : e;
    } finally {
      reading = false;
    }
  }

  @Override
  public void close() throws IOException {
    watch.cancel(false);
    in.close();
  }

  private void look() {
    long now = System.nanoTime();
    if (now - end > 0 || (reading && now - progress > stallNanos)) {
      expired = true;
      watch.cancel(false);
      try {
        in.close();
      } catch (IOException e) {
        // The reader is told by its own read.
        expired = true;
      }
    }
  }
}
