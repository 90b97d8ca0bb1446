package io.mdis.packages.owned;

/** Takes what package databases say of the content of files. */
@FunctionalInterface
interface FileChecksums {
  /**
   * A file of a package.
   *
   * @param path as the database writes it, with or without a slash in front
   * @param checksum may have a length that the algorithm doesn't make
   * @param configuration whether it is made to be changed
   * @return false when no more are wanted
   */
  boolean file(String path, ChecksumAlgorithm algorithm, byte[] checksum, boolean configuration);
}
