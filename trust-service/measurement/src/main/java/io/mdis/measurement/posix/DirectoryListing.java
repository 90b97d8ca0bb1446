package io.mdis.measurement.posix;

import io.mdis.image.tar.ByteString;
import java.io.IOException;
import java.lang.foreign.ValueLayout;

/**
 * Reads the names of a directory by getdents64(2): it tells an error apart from the end by its
 * result, where readdir(3) would need errno set before the call.
 */
public final class DirectoryListing {
  private static final int RECORD_LENGTH = 16;

  /** Where a name begins in struct linux_dirent64. */
  private static final int NAME = 19;

  private DirectoryListing() {}

  /** Takes names. */
  @FunctionalInterface
  public interface Reader {
    /** One name. */
    void name(ByteString name) throws IOException;
  }

  static void read(int descriptor, ByteString path, Reader reader) throws IOException {
    for (byte[] some = next(descriptor, path); some.length > 0; some = next(descriptor, path)) {
      int at = 0;
      while (at < some.length) {
        int length =
            (some[at + RECORD_LENGTH] & 0xff) | ((some[at + RECORD_LENGTH + 1] & 0xff) << 8);
        int end = at + NAME;
        while (some[end] != 0) {
          end++;
        }
        ByteString name = ByteString.of(some, at + NAME, end - at - NAME);
        if (!name.is(".") && !name.is("..")) {
          reader.name(name);
        }
        at += length;
      }
    }
  }

  private static byte[] next(int descriptor, ByteString path) throws PosixException {
    CallBuffers buffers = CallBuffers.own();
    long most = CallBuffers.XATTR;
    long n;
    try {
      n = (long) Libc.GETDENTS64.invokeExact(buffers.state, descriptor, buffers.names, most);
    } catch (Throwable e) {
      throw Libc.broken(e);
    }
    if (n < 0) {
      throw new PosixException("list", path.toString(), Libc.errno(buffers.state));
    }
    return buffers.names.asSlice(0, n).toArray(ValueLayout.JAVA_BYTE);
  }
}
