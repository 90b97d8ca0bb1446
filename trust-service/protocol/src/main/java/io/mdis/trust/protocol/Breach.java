package io.mdis.trust.protocol;

import io.mdis.contracts.Digest;
import java.util.Objects;

/**
 * Something about an image on a host that isn't as it must be.
 *
 * @param check which check failed: {@link #METADATA}, {@link #FILES}, or one that a host makes by
 *     itself, such as those of {@code io.mdis.measurement.docker.Check}
 * @param layer number of the layer from the base, 0 first; -1 for the image itself
 * @param diffId of the layer; null for the image itself
 * @param path of the file in the layer; null when it isn't about one or isn't known yet
 * @param expected value; null when there is none
 * @param found value; null when there is none
 * @param message for people
 */
public record Breach(
    String check,
    int layer,
    Digest diffId,
    String path,
    String expected,
    String found,
    String message) {
  /** The image or a layer is said to be another one. */
  public static final String METADATA = "METADATA";

  /** The files of a layer are others. */
  public static final String FILES = "FILES";

  /** What {@code layer} is when it is about the image itself. */
  public static final int IMAGE = -1;

  /** Most breaches in one message; more are counted by whoever finds them, not sent. */
  public static final int MOST = 200;

  private static final int LONGEST_CHECK = 40;
  private static final int LONGEST = 4096;

  /** Checks what is checked, and shortens texts to 4096 characters. */
  public Breach {
    Objects.requireNonNull(check, "check");
    Objects.requireNonNull(message, "message");
    if (check.length() > LONGEST_CHECK || !check.matches("[A-Z][A-Z0-9_]*")) {
      throw new IllegalArgumentException("a check's name has upper-case letters and underlines");
    }
    if (layer < IMAGE || layer >= MeasuredImage.MAX_LAYERS) {
      throw new IllegalArgumentException("no image has a layer " + layer);
    }
    path = shortened(path);
    expected = shortened(expected);
    found = shortened(found);
    message = shortened(message);
  }

  private static String shortened(String text) {
    return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
