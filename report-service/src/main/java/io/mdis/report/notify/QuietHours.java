package io.mdis.report.notify;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Hours in which a receiver is told only what is urgent.
 *
 * @param from first minute
 * @param until first minute after; before {@code from} where midnight is in between
 * @param zone whose clock it is
 */
public record QuietHours(LocalTime from, LocalTime until, ZoneId zone) {

  /** Reads {@code 22:00-07:00}; throws IllegalArgumentException that says what is accepted. */
  public static QuietHours parse(String text, ZoneId zone) {
    int dash = text.indexOf('-');
    try {
      if (dash > 0) {
        LocalTime from = LocalTime.parse(text.substring(0, dash).strip());
        LocalTime until = LocalTime.parse(text.substring(dash + 1).strip());
        if (!from.equals(until)) {
          return new QuietHours(from, until, zone);
        }
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("quiet hours are written as 22:00-07:00", e);
    }
    throw new IllegalArgumentException("quiet hours are written as 22:00-07:00");
  }

  /** Whether it is quiet then. */
  public boolean cover(Instant instant) {
    LocalTime time = instant.atZone(zone).toLocalTime();
    return from.isBefore(until)
        ? !time.isBefore(from) && time.isBefore(until)
        : !time.isBefore(from) || time.isBefore(until);
  }
}
