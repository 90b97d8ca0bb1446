package io.mdis.report.alert;

import io.mdis.report.query.CursorText;
import java.time.Instant;

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
    return CursorText.parse(text, LONGEST, AlertCursor::new);
  }

  /** Opaque form for a URL. */
  public String text() {
    return CursorText.of(at, id);
  }
}
