package io.mdis.suppression.file;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/** When an entry ends, as people write it. */
public final class Expiry {
  private Expiry() {}

  /**
   * Reads a date or an instant. A date is the last day on which the entry holds, in UTC; an instant
   * ({@code 2026-12-31T18:00:00Z}, RFC 3339) is the first moment at which it doesn't.
   *
   * @throws IllegalArgumentException when it is neither
   */
  public static Instant parse(String text) {
    try {
      if (text.length() == "2026-12-31".length()) {
        return LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      }
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "a date such as 2026-12-31 or an instant such as 2026-12-31T18:00:00Z is wanted: "
              + (text.length() <= 80 ? text : text.substring(0, 80) + "…"),
          e);
    }
  }
}
