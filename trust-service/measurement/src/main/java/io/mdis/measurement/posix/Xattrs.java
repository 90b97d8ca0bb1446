package io.mdis.measurement.posix;

import io.mdis.image.tar.ByteString;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads extended attributes, of every namespace and with every byte (xattr(7)). */
final class Xattrs {
  private Xattrs() {}

  /** Of an open file. */
  static SortedMap<ByteString, ByteString> of(int descriptor, ByteString path)
      throws PosixException {
    return read(new Source(descriptor, ByteString.EMPTY), path);
  }

  /** Of what a path names, without following its last component. */
  static SortedMap<ByteString, ByteString> of(ByteString file, ByteString path)
      throws PosixException {
    return read(new Source(-1, file), path);
  }

  private static SortedMap<ByteString, ByteString> read(Source source, ByteString path)
      throws PosixException {
    CallBuffers buffers = CallBuffers.own();
    long n = source.list(buffers);
    if (n <= 0) {
      int errno = n == 0 ? Errno.EOPNOTSUPP : Libc.errno(buffers.state);
      if (errno == Errno.EOPNOTSUPP) {
        return Collections.emptySortedMap();
      }
      throw new PosixException("list attributes of", path.toString(), errno);
    }
    ByteString names = CallBuffers.bytes(buffers.names, 0, n);
    SortedMap<ByteString, ByteString> values = new TreeMap<>();
    int start = 0;
    for (int end = names.indexOf('\0', 0); end >= 0; end = names.indexOf('\0', start)) {
      ByteString name = names.slice(start, end);
      long length = source.get(name, buffers);
      if (length < 0) {
        throw new PosixException(
            "read attribute " + name + " of", path.toString(), Libc.errno(buffers.state));
      }
      values.put(name, CallBuffers.bytes(buffers.value, 0, length));
      start = end + 1;
    }
    return values;
  }

  private record Source(int descriptor, ByteString file) {
    long list(CallBuffers b) throws PosixException {
      long most = CallBuffers.XATTR;
      MemorySegment name = b.name(file);
      try {
        return descriptor < 0
            ? (long) Libc.LLISTXATTR.invokeExact(b.state, name, b.names, most)
            : (long) Libc.FLISTXATTR.invokeExact(b.state, descriptor, b.names, most);
      } catch (Throwable e) {
        throw Libc.broken(e);
      }
    }

    long get(ByteString attribute, CallBuffers b) throws PosixException {
      long most = CallBuffers.XATTR;
      MemorySegment name = b.name(file);
      MemorySegment second = b.second(attribute);
      try {
        return descriptor < 0
            ? (long) Libc.LGETXATTR.invokeExact(b.state, name, second, b.value, most)
            : (long) Libc.FGETXATTR.invokeExact(b.state, descriptor, second, b.value, most);
      } catch (Throwable e) {
        throw Libc.broken(e);
      }
    }
  }
}
