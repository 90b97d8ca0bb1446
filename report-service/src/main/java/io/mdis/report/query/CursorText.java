package io.mdis.report.query;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.function.BiFunction;

/**
 * The opaque form that cursors have in a URL: of the time and the id by which a list is ordered.
 */
public final class CursorText {
  private CursorText() {}

  /** The text of a cursor; the time counts to the millisecond. */
  public static String of(Instant at, String id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((at.toEpochMilli() + "|" + id).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #of} wrote; throws ReportProblem naming the parameter otherwise.
   *
   * @param longest characters that such a text may have
   * @param cursor makes one of time and id; throws IllegalArgumentException when the id is none
   */
  public static <C> C parse(String text, int longest, BiFunction<Instant, String, C> cursor) {
    try {
      if (text.length() > longest) {
        throw new IllegalArgumentException("too long");
      }
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int bar = plain.indexOf('|');
      if (bar < 0) {
        throw new IllegalArgumentException("no separator");
      }
      return cursor.apply(
          Instant.ofEpochMilli(Long.parseLong(plain.substring(0, bar))), plain.substring(bar + 1));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw refused();
    }
  }

  /** That a cursor is none. */
  public static ReportProblem refused() {
    return ReportProblem.invalid(
        "cursor", "cursor must be the \"next\" value of an earlier page; leave it out to begin");
  }
}
