package io.mdis.report.query;

import io.mdis.contracts.Digest;
import java.time.Instant;

/**
 * A place in a list of images; the next page begins after it.
 *
 * @param key that the list is sorted by: milliseconds of acceptance, or weight
 * @param digest of the image there
 */
public record ImageMark(long key, Digest digest) {
  private static final int LONGEST = 400;

  /** Reads what {@link #text} wrote; throws ReportProblem naming the parameter otherwise. */
  public static ImageMark parse(String text) {
    return CursorText.parse(
        text, LONGEST, (at, id) -> new ImageMark(at.toEpochMilli(), Digest.parse(id)));
  }

  /** Opaque form for a URL. */
  public String text() {
    return CursorText.of(Instant.ofEpochMilli(key), digest.toString());
  }
}
