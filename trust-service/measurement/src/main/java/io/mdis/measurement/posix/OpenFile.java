package io.mdis.measurement.posix;

import io.mdis.image.tar.ByteString;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.SortedMap;

/** An open file or directory. Not for use by several threads at once, but by one after another. */
public final class OpenFile implements AutoCloseable {
  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_NO_AUTOMOUNT = 0x800;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int STATX = 0x7ff | 0x1000; // STATX_BASIC_STATS and STATX_MNT_ID.
  private static final int O_NONBLOCK = 04000;
  private static final int O_CLOEXEC = 02000000;
  // These two differ between architectures (asm/fcntl.h).
  private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
  private static final int O_DIRECTORY = ARM ? 040000 : 0200000;
  private static final int O_NOFOLLOW = ARM ? 0100000 : 0400000;

  private final int descriptor;
  private final ByteString path;
  private boolean closed;

  private OpenFile(int descriptor, ByteString path) {
    this.descriptor = descriptor;
    this.path = path;
  }

  /** Opens a directory by an absolute path whose last component may not be a link. */
  public static OpenFile directory(ByteString absolute) throws PosixException {
    return open(AT_FDCWD, absolute, absolute, O_DIRECTORY);
  }

  /** Opens a directory in this one; {@code name} has no slash. */
  public OpenFile openDirectory(ByteString name) throws PosixException {
    return open(descriptor, name, path.child(name), O_DIRECTORY);
  }

  /** Opens a file in this directory for reading, without waiting for whatever it may be. */
  public OpenFile openFile(ByteString name) throws PosixException {
    return open(descriptor, name, path.child(name), O_NONBLOCK);
  }

  /** Status of what this directory has under a name; no link is followed. */
  public FileStatus status(ByteString name) throws PosixException {
    return status(name, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT);
  }

  /** Its own status. */
  public FileStatus status() throws PosixException {
    return status(ByteString.EMPTY, AT_EMPTY_PATH);
  }

  /** Target of a symbolic link in this directory. */
  public ByteString readLink(ByteString name) throws PosixException {
    CallBuffers buffers = CallBuffers.own();
    MemorySegment text = buffers.name(name);
    long n;
    try {
      n =
          (long)
              Libc.READLINKAT.invokeExact(
                  buffers.state, descriptor, text, buffers.value, (long) CallBuffers.XATTR);
    } catch (Throwable e) {
      throw Libc.broken(e);
    }
    if (n < 0) {
      throw failed("readlink", name, buffers);
    }
    return CallBuffers.bytes(buffers.value, 0, n);
  }

  /** Names in this directory, but for {@code .} and {@code ..}, in no order. */
  public void forEachName(DirectoryListing.Reader reader) throws IOException {
    DirectoryListing.read(descriptor, path, reader);
  }

  /** Reads the next bytes; -1 at the end. At most 256 KiB at a time. */
  public int read(byte[] bytes) throws PosixException {
    CallBuffers buffers = CallBuffers.own();
    long most = Math.min(bytes.length, CallBuffers.CONTENT);
    while (true) {
      long n;
      try {
        n = (long) Libc.READ.invokeExact(buffers.state, descriptor, buffers.content, most);
      } catch (Throwable e) {
        throw Libc.broken(e);
      }
      if (n >= 0) {
        MemorySegment.copy(buffers.content, ValueLayout.JAVA_BYTE, 0, bytes, 0, (int) n);
        return n == 0 ? -1 : (int) n;
      }
      if (Libc.errno(buffers.state) != Errno.EINTR) {
        throw failed("read", ByteString.EMPTY, buffers);
      }
    }
  }

  /** Its extended attributes. */
  public SortedMap<ByteString, ByteString> xattrs() throws PosixException {
    return Xattrs.of(descriptor, path);
  }

  /** Those of what this directory has under a name; no link is followed. */
  public SortedMap<ByteString, ByteString> xattrs(ByteString name) throws PosixException {
    // There is no llistxattrat before Linux 6.13; this names the open directory, not its path.
    ByteString directory = ByteString.utf8("/proc/self/fd/" + descriptor);
    return Xattrs.of(directory.child(name), path.child(name));
  }

  /** The absolute path that it was opened by, for messages. */
  public ByteString path() {
    return path;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      int ignored = (int) Libc.CLOSE.invokeExact(CallBuffers.own().state, descriptor);
    } catch (Throwable e) {
      throw Libc.broken(e);
    }
  }

  private static OpenFile open(int in, ByteString name, ByteString path, int flags)
      throws PosixException {
    CallBuffers buffers = CallBuffers.own();
    MemorySegment text = buffers.name(name);
    int opened;
    try {
      opened =
          (int) Libc.OPENAT.invokeExact(buffers.state, in, text, flags | O_NOFOLLOW | O_CLOEXEC);
    } catch (Throwable e) {
      throw Libc.broken(e);
    }
    if (opened < 0) {
      throw new PosixException("open", path.toString(), Libc.errno(buffers.state));
    }
    return new OpenFile(opened, path);
  }

  private FileStatus status(ByteString name, int flags) throws PosixException {
    CallBuffers buffers = CallBuffers.own();
    MemorySegment text = buffers.name(name);
    int result;
    try {
      result =
          (int)
              Libc.STATX.invokeExact(buffers.state, descriptor, text, flags, STATX, buffers.status);
    } catch (Throwable e) {
      throw Libc.broken(e);
    }
    if (result < 0) {
      throw failed("stat", name, buffers);
    }
    return FileStatus.of(buffers.status);
  }

  private PosixException failed(String call, ByteString name, CallBuffers buffers) {
    ByteString what = name.length() == 0 ? path : path.child(name);
    return new PosixException(call, what.toString(), Libc.errno(buffers.state));
  }
}
