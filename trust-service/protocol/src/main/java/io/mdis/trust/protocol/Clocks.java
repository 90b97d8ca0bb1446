package io.mdis.trust.protocol;

import java.time.Duration;
import java.time.Instant;

/** How far the clocks of the two sides may be apart. */
public final class Clocks {
  /** What is allowed when not told otherwise. */
  public static final Duration SKEW = Duration.ofSeconds(60);

  private Clocks() {}

  /** Throws CLOCK_SKEW when a time is further from now than allowed, to either side. */
  public static void require(Instant time, Instant now, Duration skew, String whose)
      throws ProtocolException {
    Duration apart = Duration.between(now, time);
    if (apart.abs().compareTo(skew) > 0) {
      throw new ProtocolException(
          ProtocolProblem.CLOCK_SKEW,
          whose
              + " says "
              + time
              + ", "
              + apart.abs().toSeconds()
              + " s "
              + (apart.isNegative() ? "before" : "after")
              + " "
              + now
              + " here; at most "
              + skew.toSeconds()
              + " s are allowed: synchronise the clocks");
    }
  }
}
