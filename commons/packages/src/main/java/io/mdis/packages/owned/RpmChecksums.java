package io.mdis.packages.owned;

import io.mdis.packages.rpm.HeaderBlobs;
import io.mdis.packages.rpm.RpmDatabaseException;
import io.mdis.packages.rpm.RpmHeader;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes the digests of files out of headers; those of files that the package does not bring itself,
 * and of files that were not put there are left out (rpm, docs/manual/tags.md, "File tags";
 * rpmfiles.h, rpmfileAttrs and rpmfileState).
 */
final class RpmChecksums implements HeaderBlobs.Sink {
  private static final int FILE_STATES = 1029;
  private static final int FILE_DIGESTS = 1035;
  private static final int FILE_FLAGS = 1037;
  private static final int FILE_DIGEST_ALGORITHM = 5011;
  private static final int CONFIG = 1;
  private static final int GHOST = 1 << 6;

  private final FileChecksums files;
  private final Consumer<String> problems;

  RpmChecksums(FileChecksums files, Consumer<String> problems) {
    this.files = files;
    this.problems = problems;
  }

  @Override
  public boolean header(byte[] bytes) {
    try {
      RpmHeader header = RpmHeader.of(bytes);
      List<String> names = header.texts(RpmHeader.BASE_NAMES);
      List<String> directories = header.texts(RpmHeader.DIRECTORY_NAMES);
      int[] indexes = header.numbers(RpmHeader.DIRECTORY_INDEXES);
      List<String> digests = header.texts(FILE_DIGESTS);
      int[] flags = header.numbers(FILE_FLAGS);
      byte[] states = header.bytes(FILE_STATES);
      long number = header.number(FILE_DIGEST_ALGORITHM);
      ChecksumAlgorithm algorithm = ChecksumAlgorithm.ofNumber(number < 0 ? 1 : number);
      int count = Math.min(Math.min(names.size(), indexes.length), digests.size());
      for (int i = 0; i < count && algorithm != null; i++) {
        boolean known = indexes[i] >= 0 && indexes[i] < directories.size();
        int flag = i < flags.length ? flags[i] : 0;
        boolean there = (flag & GHOST) == 0 && (i >= states.length || states[i] == 0);
        if (known
            && there
            && !files.file(
                directories.get(indexes[i]) + names.get(i),
                algorithm,
                FileDigest.hex(digests.get(i)),
                (flag & CONFIG) != 0)) {
          return false;
        }
      }
      return true;
    } catch (RpmDatabaseException e) {
      problems.accept("an entry " + e.getMessage());
      return true;
    }
  }

  @Override
  public void problem(String what) {
    problems.accept(what);
  }
}
