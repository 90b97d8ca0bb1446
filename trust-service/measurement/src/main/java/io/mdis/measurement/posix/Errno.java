package io.mdis.measurement.posix;

/** Error numbers that mean something here; the same on every Linux architecture that Java has. */
final class Errno {
  static final int ENOENT = 2;
  static final int EINTR = 4;
  static final int EACCES = 13;
  static final int ENOTDIR = 20;
  static final int ERANGE = 34;
  static final int ELOOP = 40;
  static final int ENODATA = 61;
  static final int EOPNOTSUPP = 95;

  private Errno() {}

  static String name(int errno) {
    return switch (errno) {
      case 1 -> "not permitted";
      case ENOENT -> "no such file";
      case 5 -> "input/output error";
      case EACCES -> "permission denied";
      case ENOTDIR -> "not a directory";
      case 24 -> "too many open files";
      case 36 -> "name too long";
      case ELOOP -> "a symbolic link";
      case 116 -> "stale file handle";
      default -> "error " + errno;
    };
  }
}
