package io.mdis.trust;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes on when it is told to. */
public final class TestClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-25T10:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void now(Instant time) {
    now = time;
  }

  public void advance(Duration time) {
    now = now.plus(time);
  }
}
