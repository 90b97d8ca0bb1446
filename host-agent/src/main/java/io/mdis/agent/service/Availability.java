package io.mdis.agent.service;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Whether it makes sense to ask the service now: after a failure, not for a while. */
public final class Availability {
  private final Clock clock;
  private final Duration pause;
  private volatile Instant askAgain = Instant.MIN;

  /** With a pause after each failure. */
  public Availability(Clock clock, Duration pause) {
    this.clock = clock;
    this.pause = pause;
  }

  /** Whether to ask. */
  public boolean expected() {
    return !clock.instant().isBefore(askAgain);
  }

  /** It didn't answer. */
  public void failed() {
    askAgain = clock.instant().plus(pause);
  }

  /** It answered. */
  public void answered() {
    askAgain = Instant.MIN;
  }
}
