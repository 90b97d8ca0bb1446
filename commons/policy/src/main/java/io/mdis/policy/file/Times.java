package io.mdis.policy.file;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Durations and ends as a file writes them. */
final class Times {
  private Times() {}

  /** {@code 30m}, {@code 12h} or {@code 7d}, at most ten years. */
  static Duration duration(YamlValue value) throws PolicyFileException {
    String text = value.text();
    int last = text.length() - 1;
    String digits = text.substring(0, last);
    if (digits.isEmpty() || digits.length() > 6 || !digits.chars().allMatch(Character::isDigit)) {
      throw value.problem("must be a time such as 30m, 12h or 7d");
    }
    long number = Long.parseLong(digits);
    Duration duration =
        switch (text.charAt(last)) {
          case 'm' -> Duration.ofMinutes(number);
          case 'h' -> Duration.ofHours(number);
          case 'd' -> Duration.ofDays(number);
          default -> throw value.problem("must be a time such as 30m, 12h or 7d");
        };
    if (duration.toDays() > 3_653) {
      throw value.problem("must be ten years at most");
    }
    return duration;
  }

  /** The first instant after a day, UTC, or an instant. */
  static Instant end(YamlValue value) throws PolicyFileException {
    String text = value.text();
    try {
      return text.length() == 10
          ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw value.problem(
          "must be the last day, such as 2026-12-31, or an instant, such as 2026-12-31T18:00:00Z");
    }
  }
}
