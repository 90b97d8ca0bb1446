package io.mdis.measurement.posix;

import java.io.IOException;

/** A system call that failed. */
public final class PosixException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int errno;

  PosixException(String call, String what, int errno) {
    super(call + " " + what + ": " + Errno.name(errno));
    this.errno = errno;
  }

  /** Whether there is no such file. */
  public boolean notFound() {
    return errno == Errno.ENOENT;
  }

  /** Whether it isn't of the type that was asked for: a link, or no directory. */
  public boolean otherType() {
    return errno == Errno.ELOOP || errno == Errno.ENOTDIR;
  }

  int errno() {
    return errno;
  }
}
