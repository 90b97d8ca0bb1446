package io.mdis.worker.consume;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the current thread when what it does in a try block takes longer than allowed. Work
 * that ignores interruption goes on, and keeps its slot: it is never left running unseen.
 */
final class Deadline implements AutoCloseable {
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("scan-deadlines").daemon().factory());

  private final Thread worker = Thread.currentThread();
  private final ScheduledFuture<?> alarm;
  private boolean closed;
  private boolean passed;

  Deadline(Duration limit) {
    this.alarm = CLOCK.schedule(this::interrupt, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether the thread was interrupted because of this deadline. */
  synchronized boolean passed() {
    return passed;
  }

  private synchronized void interrupt() {
    if (!closed) {
      passed = true;
      worker.interrupt();
    }
  }

  /** Leaves no interruption of its own behind. */
  @Override
  public void close() {
    alarm.cancel(false);
    synchronized (this) {
      closed = true;
      if (passed) {
        boolean unused = Thread.interrupted();
      }
    }
  }
}
