package io.mdis.image.layer;

import io.mdis.image.tar.TarLimits;

/**
 * Bounds of one layer; exceeding one fails the layer with the limit's name.
 *
 * @param maxLayerBytes bytes of the uncompressed tar
 * @param maxRatio uncompressed bytes per stored byte, looked at beyond {@link #RATIO_FREE_BYTES}
 * @param maxEntries entries of the tar
 * @param maxPathDepth components of a path
 * @param maxIndexBytes bytes of the entry index, which is built in memory
 */
public record LayerLimits(
    long maxLayerBytes, int maxRatio, int maxEntries, int maxPathDepth, long maxIndexBytes) {

  /** Uncompressed bytes up to which no ratio is too high: 100 MiB. */
  public static final long RATIO_FREE_BYTES = 100L << 20;

  /** 20 GiB, 200 to 1, 2,000,000 entries, 512 components, 320 MiB of index. */
  public static final LayerLimits DEFAULT =
      new LayerLimits(20L << 30, 200, 2_000_000, 512, 320L << 20);

  /** Checks the ranges; throws IllegalArgumentException. */
  public LayerLimits {
    if (maxLayerBytes < 1 || maxRatio < 1 || maxEntries < 1 || maxPathDepth < 1) {
      throw new IllegalArgumentException("limits of a layer are at least 1");
    }
    if (maxIndexBytes < 1 || maxIndexBytes > 1L << 30) {
      throw new IllegalArgumentException("the index's limit is 1 byte to 1 GiB");
    }
  }

  TarLimits tar() {
    return new TarLimits(maxEntries, maxPathDepth);
  }
}
