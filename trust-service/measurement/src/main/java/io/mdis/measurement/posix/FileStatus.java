package io.mdis.measurement.posix;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What statx(2) says of a file.
 *
 * @param mode type and permission bits
 * @param uid owner
 * @param gid group
 * @param nlink number of names
 * @param device file system that it is on
 * @param inode its number there
 * @param size in bytes
 * @param mtime whole seconds since the epoch, rounded down
 * @param mtimeNanos the rest
 * @param ctime when anything of it changed last, in seconds
 * @param ctimeNanos the rest
 * @param major major number of a device
 * @param minor minor number of a device
 * @param mount number of the mount that it was reached by; 0 where the kernel doesn't say (before
 *     5.8)
 */
public record FileStatus(
    int mode,
    long uid,
    long gid,
    long nlink,
    long device,
    long inode,
    long size,
    long mtime,
    int mtimeNanos,
    long ctime,
    int ctimeNanos,
    long major,
    long minor,
    long mount) {
  /** Bytes of struct statx. */
  static final int BYTES = 256;

  private static final int TYPE = 0170000;

  /** Types of files. */
  public enum Type {
    FILE,
    DIRECTORY,
    SYMLINK,
    BLOCK_DEVICE,
    CHARACTER_DEVICE,
    FIFO,
    SOCKET
  }

  /** Its layout is the same on every architecture (linux/stat.h). */
  static FileStatus of(MemorySegment s) {
    return new FileStatus(
        s.get(ValueLayout.JAVA_SHORT, 28) & 0xffff,
        unsigned(s, 20),
        unsigned(s, 24),
        unsigned(s, 16),
        unsigned(s, 136) << 32 | unsigned(s, 140),
        s.get(ValueLayout.JAVA_LONG, 32),
        s.get(ValueLayout.JAVA_LONG, 40),
        s.get(ValueLayout.JAVA_LONG, 112),
        s.get(ValueLayout.JAVA_INT, 120),
        s.get(ValueLayout.JAVA_LONG, 96),
        s.get(ValueLayout.JAVA_INT, 104),
        unsigned(s, 128),
        unsigned(s, 132),
        s.get(ValueLayout.JAVA_LONG, 144));
  }

  /** Type of the file. */
  public Type type() {
    return switch (mode & TYPE) {
      case 0100000 -> Type.FILE;
      case 0040000 -> Type.DIRECTORY;
      case 0120000 -> Type.SYMLINK;
      case 0060000 -> Type.BLOCK_DEVICE;
      case 0020000 -> Type.CHARACTER_DEVICE;
      case 0010000 -> Type.FIFO;
      default -> Type.SOCKET;
    };
  }

  /** Permission bits, 07777. */
  public int permissions() {
    return mode & 07777;
  }

  /** Whether nothing of the file has changed between two looks at it. */
  public boolean unchangedSince(FileStatus before) {
    return inode == before.inode
        && device == before.device
        && mode == before.mode
        && size == before.size
        && mtime == before.mtime
        && mtimeNanos == before.mtimeNanos
        && ctime == before.ctime
        && ctimeNanos == before.ctimeNanos;
  }

  private static long unsigned(MemorySegment s, int offset) {
    return s.get(ValueLayout.JAVA_INT, offset) & 0xffffffffL;
  }
}
