package io.mdis.report.rest;

import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets only a few requests at once hold whole reports, for one may have 20,000 findings. */
@Singleton
public final class WholeReports {
  private static final int AT_ONCE = 2;
  private static final long PATIENCE_SECONDS = 20;

  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  /** What needs a turn. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /** Does it. */
    T run() throws E;
  }

  /** That nobody's turn came in time. */
  public static final class BusyException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Does the work when it is its turn.
   *
   * @throws BusyException when that does not come in time
   */
  public <T, E extends Exception> T take(Work<T, E> work)
      throws E, BusyException, InterruptedException {
    if (!turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new BusyException();
    }
    try {
      return work.run();
    } finally {
      turns.release();
    }
  }
}
