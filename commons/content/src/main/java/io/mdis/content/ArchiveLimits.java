package io.mdis.content;

/**
 * Bounds of what is unpacked of one file; one that is met is told by its name and ends the walk,
 * but for the depth, beyond which only the archive that lies there is not opened.
 *
 * @param maxDepth archives inside of one another; a {@code .tar.gz} counts as two
 * @param maxMembers members altogether
 * @param maxBytes unpacked bytes altogether, those of archives inside included
 * @param maxRatio unpacked bytes per byte of the file, looked at beyond {@link #RATIO_FREE_BYTES}
 * @param maxMemoryBytes memory that one decoder may want, and size of a 7z inside of another
 *     archive
 */
public record ArchiveLimits(
    int maxDepth, int maxMembers, long maxBytes, int maxRatio, int maxMemoryBytes) {

  /** Unpacked bytes up to which no ratio is too high: 32 MiB. */
  public static final long RATIO_FREE_BYTES = 32L << 20;

  /** 8 deep, 200,000 members, 4 GiB, 250 to 1, 80 MiB of memory (what {@code xz -9} wants). */
  public static final ArchiveLimits DEFAULT =
      new ArchiveLimits(8, 200_000, 4L << 30, 250, 80 << 20);

  /** Checks the ranges; throws IllegalArgumentException. */
  public ArchiveLimits {
    if (maxDepth < 1 || maxMembers < 1 || maxBytes < 1 || maxRatio < 1 || maxMemoryBytes < 1) {
      throw new IllegalArgumentException("limits of an archive are at least 1");
    }
  }
}
