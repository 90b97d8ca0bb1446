package io.mdis.agent.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.trust.protocol.Enrolled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostIdentityTest {
  private static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "P2D,   P7D,   PT10M, nothing is due for long",
    "PT14S, PT20S, PT14S, due soon",
    "PT0S,  PT20S, PT2S,  due now",
    "-P1D,  P2D,   PT10M, overdue with much time left",
    "-PT5S, PT5S,  PT1S,  overdue with little time left",
    "-P3D,  -PT1S, PT1M,  ended"
  })
  void itIsLookedAtAgainInTime(Duration due, Duration left, Duration pause, String why) {
    Enrolled enrolled = new Enrolled("", "", List.of(), NOW.plus(left), NOW.plus(due));

    assertThat(HostIdentity.pause(enrolled, NOW)).as(why).isEqualTo(pause);
  }
}
