package io.mdis.report.alert;

import io.mdis.report.query.ReportProblem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/**
 * The last alert of a page; the next page begins after it. Alerts come newest first, and by id
 * downwards where the time is equal.
 *
 * @param at of the last alert, UTC, with milliseconds
 * @param id of the last alert
 */
public record AlertCursor(Instant at, String id) {
  private static final int LONGEST = 200;

  /** The cursor after the given alert. */
  public static AlertCursor after(Alert alert) {
    return new AlertCursor(alert.message().at(), alert.id());
  }

  /** Reads what {@link #text} wrote; throws ReportProblem naming the parameter otherwise. */
  public static AlertCursor parse(String text) {
    try {
      if (text.length() > LONGEST) {
        throw new IllegalArgumentException("too long");
      }
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int bar = plain.indexOf('|');
      if (bar < 0) {
        throw new IllegalArgumentException("no separator");
      }
      return new AlertCursor(
          Instant.ofEpochMilli(Long.parseLong(plain.substring(0, bar))), plain.substring(bar + 1));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw ReportProblem.invalid(
          "cursor", "cursor must be the \"next\" value of an earlier page; leave it out to begin");
    }
  }

  /** Opaque form for a URL. */
  public String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((at.toEpochMilli() + "|" + id).getBytes(StandardCharsets.UTF_8));
  }
}
