package io.mdis.report.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTest {

  @ParameterizedTest
  @CsvSource({
    "22:00-07:00, UTC, 22:00, true",
    "22:00-07:00, UTC, 03:00, true",
    "22:00-07:00, UTC, 07:00, false",
    "22:00-07:00, UTC, 12:00, false",
    "12:00-13:30, UTC, 13:29, true",
    "12:00-13:30, UTC, 13:30, false",
    "22:00-07:00, Asia/Shanghai, 15:00, true",
    "22:00-07:00, Asia/Shanghai, 23:30, false"
  })
  void areThoseOfTheZone(String hours, String zone, String time, boolean quiet) {
    assertThat(
            QuietHours.parse(hours, ZoneId.of(zone))
                .cover(Instant.parse("2026-11-02T" + time + ":00Z")))
        .isEqualTo(quiet);
  }

  @Test
  void aMistakeIsNamed() {
    for (String wrong : new String[] {"22", "22:00-22:00", "22:00-25:00", "-", ""}) {
      assertThatThrownBy(() -> QuietHours.parse(wrong, ZoneId.of("UTC")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("22:00-07:00");
    }
  }
}
