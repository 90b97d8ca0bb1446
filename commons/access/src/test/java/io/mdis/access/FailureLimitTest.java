package io.mdis.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailureLimitTest {
  private Instant now = Instant.parse("2026-11-01T09:00:00Z");
  private final FailureLimit limit = new FailureLimit(3, () -> now);

  @Test
  void listensNoMoreAfterTheLastOneAllowed() {
    for (int i = 0; i < 2; i++) {
      limit.failed("192.0.2.1");
    }
    assertThat(limit.exceeded("192.0.2.1")).isFalse();
    limit.failed("192.0.2.1");
    assertThat(limit.exceeded("192.0.2.1")).isTrue();
    assertThat(limit.exceeded("192.0.2.2")).isFalse();
  }

  @Test
  void listensAgainAfterAMinute() {
    for (int i = 0; i < 3; i++) {
      limit.failed("192.0.2.1");
    }
    now = now.plusSeconds(60);
    assertThat(limit.exceeded("192.0.2.1")).isFalse();
    limit.failed("192.0.2.1");
    assertThat(limit.exceeded("192.0.2.1")).isFalse();
  }

  @Test
  void isBoundedHoweverManyAddressesFail() {
    for (int i = 0; i < 25_000; i++) {
      limit.failed("192.0.2." + i);
    }
    limit.failed("192.0.2.1");
    assertThat(limit.exceeded("192.0.2.1")).isFalse();
  }
}
