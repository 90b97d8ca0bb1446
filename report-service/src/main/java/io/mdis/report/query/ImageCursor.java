package io.mdis.report.query;

import io.mdis.contracts.Digest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

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
    try {
      if (text.length() > LONGEST) {
        throw new IllegalArgumentException("too long");
      }
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      int bar = plain.indexOf('|');
      if (bar < 0) {
        throw new IllegalArgumentException("no separator");
      }
      return new ImageCursor(
          Instant.ofEpochMilli(Long.parseLong(plain.substring(0, bar))),
          Digest.parse(plain.substring(bar + 1)));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw ReportProblem.invalid(
          "cursor", "cursor must be the \"next\" value of an earlier page; leave it out to begin");
    }
  }

  /** Opaque form for a URL. */
  public String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            (acceptedAt.toEpochMilli() + "|" + digest).getBytes(StandardCharsets.UTF_8));
  }
}
