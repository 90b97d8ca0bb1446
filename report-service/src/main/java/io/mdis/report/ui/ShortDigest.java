package io.mdis.report.ui;

/** Digests as a person tells them apart by eye. */
final class ShortDigest {
  /** Algorithm and twelve digits of {@code sha256:…}. */
  private static final int CHARACTERS = 19;

  private ShortDigest() {}

  /** The beginning of a digest; an empty one stays empty. */
  static String text(String digest) {
    return digest.substring(0, Math.min(digest.length(), CHARACTERS));
  }
}
