package io.mdis.image.registry;

import java.time.Duration;

/**
 * Bounds of talking to a registry.
 *
 * @param attempts tries of a request that fails for a passing reason, at least 1
 * @param connectTimeout for a connection
 * @param stallTimeout longest wait for the next bytes, headers included
 * @param deadline longest time for a manifest, a configuration or a token, waiting included; a blob
 *     gets this and the time that its size takes at {@code slowest}
 * @param slowest bytes a second that a blob must come at on average
 * @param firstBackoff wait after the first failure; doubles with each further one
 * @param longestBackoff longest wait, also when Retry-After asks for more
 * @param sleeper waits
 */
public record RegistryLimits(
    int attempts,
    Duration connectTimeout,
    Duration stallTimeout,
    Duration deadline,
    long slowest,
    Duration firstBackoff,
    Duration longestBackoff,
    Sleeper sleeper) {
  /** What the product uses when not told otherwise. */
  public static final RegistryLimits DEFAULT =
      new RegistryLimits(
          5,
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          50_000,
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Thread::sleep);

  /** Checks the ranges; throws IllegalArgumentException. */
  public RegistryLimits {
    if (attempts < 1 || slowest < 1) {
      throw new IllegalArgumentException("attempts and slowest are at least 1");
    }
  }

  /** The same with other times. */
  public RegistryLimits within(Duration stall, Duration whole) {
    return new RegistryLimits(
        attempts, connectTimeout, stall, whole, slowest, firstBackoff, longestBackoff, sleeper);
  }

  /** Waits; tests replace it. */
  @FunctionalInterface
  public interface Sleeper {
    /** Waits so long; throws InterruptedException. */
    void sleep(Duration time) throws InterruptedException;
  }
}
