package io.mdis.ingest.crawl;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Lets only so many requests go in a second. For one thread. */
public final class Pace {

  /** Waits; a test replaces it. */
  @FunctionalInterface
  public interface Sleeper {
    /** Waits so long. */
    void sleep(Duration time) throws InterruptedException;
  }

  private final Duration gap;
  private final Sleeper sleeper;
  private long last;
  private boolean begun;

  /** At least 1 a second. */
  public Pace(int perSecond, Sleeper sleeper) {
    this.gap = Duration.ofSeconds(1).dividedBy(perSecond);
    this.sleeper = sleeper;
  }

  /** Returns when the next request may go. */
  void await() throws InterruptedIOException {
    long now = System.nanoTime();
    long wait = begun ? gap.toNanos() - (now - last) : 0;
    begun = true;
    try {
      if (wait > 0) {
        sleeper.sleep(Duration.ofNanos(wait));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stopped = new InterruptedIOException("interrupted while crawling");
      stopped.initCause(e);
      throw stopped;
    }
    last = Math.max(now, now + wait);
  }
}
