package io.mdis.report.query;

import io.mdis.contracts.Digest;
import java.time.Instant;

/**
 * The last image of a page; the next page begins after it. Images are ordered by acceptance, newest
 * first, and by digest where the time is equal.
 *
 * @param acceptedAt of the last image, UTC, with milliseconds
 * @param digest of the last image
 */
public record ImageCursor(Instant acceptedAt, Digest digest) {
  private static final int LONGEST = 400;

  /** The cursor after the given image. */
  public static ImageCursor after(ImageRecord image) {
    return new ImageCursor(image.acceptedAt(), image.digest());
  }

  /** Reads what {@link #text} wrote; throws ReportProblem naming the parameter otherwise. */
  public static ImageCursor parse(String text) {
    return CursorText.parse(text, LONGEST, (at, id) -> new ImageCursor(at, Digest.parse(id)));
  }

  /** Opaque form for a URL. */
  public String text() {
    return CursorText.of(acceptedAt, digest.toString());
  }
}
