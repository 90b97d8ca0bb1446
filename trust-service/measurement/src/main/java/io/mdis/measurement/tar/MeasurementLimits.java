package io.mdis.measurement.tar;

import io.mdis.image.tar.TarLimits;

/**
 * Bounds of a tar that is measured.
 *
 * @param tar entries and depth
 * @param maxBytes bytes of the tar, and bytes of its files when sparse ones are expanded
 * @param maxLinkBytes memory for targets of symbolic links and for names of hard links, in bytes
 */
public record MeasurementLimits(TarLimits tar, long maxBytes, long maxLinkBytes) {
  /** What the product uses when not told otherwise: 64 GiB, 64 MiB for links. */
  public static final MeasurementLimits DEFAULT =
      new MeasurementLimits(TarLimits.DEFAULT, 64L << 30, 64L << 20);
}
