package io.mdis.image.registry;

import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;

/** Tries again what failed for a passing reason, with growing waits. */
record Retry(RegistryLimits limits) {
  /** One try. */
  @FunctionalInterface
  interface Call<T> {
    T run() throws IOException;
  }

  /** The registry is busy or broken; it may say for how long. */
  static final class Busy extends IOException {
    private static final long serialVersionUID = 1L;
    private final transient Duration wait;

    Busy(String message, Duration wait) {
      super(message);
      this.wait = wait;
    }
  }

  /** Result of a try; throws its ImageException, or UNAVAILABLE after the last one. */
  <T> T run(String what, Call<T> call) throws IOException {
    long end = System.nanoTime() + limits.deadline().toNanos();
    for (int attempt = 1; ; attempt++) {
      try {
        return call.run();
      } catch (ImageException | InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        if (attempt >= limits.attempts() || System.nanoTime() > end) {
          throw unavailable(what, attempt, e);
        }
        pause(attempt, e instanceof Busy busy ? busy.wait : null);
      }
    }
  }

  /** Waits before the next try. */
  void pause(int attempt, Duration asked) throws InterruptedIOException {
    Duration own = limits.firstBackoff().multipliedBy(1L << Math.min(attempt - 1, 16));
    Duration wait = asked != null && asked.compareTo(own) > 0 ? asked : own;
    Duration longest = limits.longestBackoff();
    try {
      limits.sleeper().sleep(wait.compareTo(longest) > 0 ? longest : wait);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static InterruptedIOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    InterruptedIOException stopped = new InterruptedIOException("interrupted at a registry");
    stopped.initCause(e);
    return stopped;
  }

  static ImageException unavailable(String what, int attempts, IOException e) {
    return new ImageException(
        ImageProblem.UNAVAILABLE,
        what + ": no answer of use after " + attempts + " attempts (" + e + "); try later",
        e);
  }
}
