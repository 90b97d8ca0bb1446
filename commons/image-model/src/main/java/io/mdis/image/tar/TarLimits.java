package io.mdis.image.tar;

/**
 * Bounds of a tar.
 *
 * @param maxEntries entries, at least 1
 * @param maxPathDepth components of a cleaned path, at least 1
 */
public record TarLimits(int maxEntries, int maxPathDepth) {
  /** Longest name or link target in bytes: Linux' PATH_MAX. */
  public static final int MAX_NAME_BYTES = 4096;

  /** Most bytes of a PAX header or a GNU long name. */
  public static final int MAX_EXTENSION_BYTES = 1 << 20;

  /** What the product uses when not told otherwise. */
  public static final TarLimits DEFAULT = new TarLimits(2_000_000, 512);

  /** Checks the ranges; throws IllegalArgumentException. */
  public TarLimits {
    if (maxEntries < 1 || maxPathDepth < 1) {
      throw new IllegalArgumentException("limits of a tar are at least 1");
    }
  }
}
