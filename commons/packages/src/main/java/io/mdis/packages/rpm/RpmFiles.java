package io.mdis.packages.rpm;

import java.util.List;
import java.util.function.Predicate;

/**
 * Turns headers into the paths of their files: names, and for each the number of its directory;
 * before rpm 4, whole paths (rpm, docs/manual/tags.md, "File tags").
 */
final class RpmFiles implements HeaderBlobs.Sink {
  private final Predicate<String> paths;

  RpmFiles(Predicate<String> paths) {
    this.paths = paths;
  }

  @Override
  public boolean header(byte[] bytes) {
    try {
      RpmHeader header = RpmHeader.of(bytes);
      List<String> names = header.texts(RpmHeader.BASE_NAMES);
      List<String> directories = header.texts(RpmHeader.DIRECTORY_NAMES);
      int[] indexes = header.numbers(RpmHeader.DIRECTORY_INDEXES);
      for (int i = 0; i < Math.min(names.size(), indexes.length); i++) {
        boolean known = indexes[i] >= 0 && indexes[i] < directories.size();
        if (known && !paths.test(directories.get(indexes[i]) + names.get(i))) {
          return false;
        }
      }
      return header.texts(RpmHeader.OLD_FILE_NAMES).stream().allMatch(paths);
    } catch (RpmDatabaseException e) {
      return true; // Its files count as nobody's, and are judged themselves.
    }
  }

  @Override
  public void problem(String what) {
    // The reading of the packages tells of it.
  }
}
