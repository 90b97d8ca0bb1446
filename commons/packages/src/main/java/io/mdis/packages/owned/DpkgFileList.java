package io.mdis.packages.owned;

import io.mdis.packages.text.BoundedLines;
import java.io.IOException;
import java.util.function.BiPredicate;

/**
 * What dpkg wrote about a package's files (dpkg-query(1) -L, deb-md5sums(5)): {@code
 * info/PACKAGE.list} has a path in each line, {@code PACKAGE.md5sums} a checksum and a path, which
 * is all that images without dpkg itself have, in {@code status.d}.
 */
final class DpkgFileList {
  private static final String CHECKSUMS = ".md5sums";
  private static final String LIST = ".list";
  private static final int CHECKSUM = 32;

  private DpkgFileList() {}

  /** Whether a path below {@code var/lib/dpkg} is one of them. */
  static boolean is(String path) {
    return (path.startsWith("var/lib/dpkg/info/")
            && (path.endsWith(LIST) || path.endsWith(CHECKSUMS)))
        || (path.startsWith("var/lib/dpkg/status.d/") && path.endsWith(CHECKSUMS));
  }

  /** Whether a path below {@code var/lib/dpkg} is one with checksums. */
  static boolean isChecksums(String path) {
    return is(path) && path.endsWith(CHECKSUMS);
  }

  /** Hands on each path and its MD5 in hexadecimal, until no more are wanted. */
  static void checksums(BoundedLines lines, BiPredicate<String, String> files) throws IOException {
    boolean more = true;
    String line;
    while (more && (line = lines.next()) != null) {
      if (line.length() > CHECKSUM + 2) {
        more = files.test(line.substring(CHECKSUM).strip(), line.substring(0, CHECKSUM));
      }
    }
  }

  /**
   * Hands on the same of configuration, by the field {@code Conffiles} of dpkg's status, whose
   * lines are {@code /etc/redis/redis.conf 0123… [obsolete]}.
   */
  static void configuration(BoundedLines lines, BiPredicate<String, String> files)
      throws IOException {
    boolean more = true;
    String line;
    while (more && (line = lines.next()) != null) {
      String[] words = line.startsWith(" /") ? line.strip().split(" ") : new String[0];
      if (words.length >= 2 && words[1].length() == CHECKSUM) {
        more = files.test(words[0], words[1]);
      }
    }
  }

  static void read(String path, BoundedLines lines, OwnedListCollector collector)
      throws IOException {
    boolean checksums = path.endsWith(CHECKSUMS);
    boolean more = true;
    String line;
    while (more && (line = lines.next()) != null) {
      if (!checksums) {
        more = collector.add(line);
      } else if (line.length() > CHECKSUM + 2) {
        more = collector.add(line.substring(CHECKSUM).strip());
      }
    }
  }
}
