package io.mdis.measurement.host;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.Sha384;
import io.mdis.measurement.posix.FileStatus;
import io.mdis.measurement.posix.OpenFile;
import io.mdis.measurement.posix.PosixException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * A digest over the status of everything in a directory: names, inodes, sizes, owners, modes, both
 * times, mounts. No content is read. While it stays the same nobody has changed anything by way of
 * the file system, since the kernel sets the time of change; who writes to the disk below the file
 * system, or sets the clock back, is seen by a measurement only.
 *
 * @param digest over all of it, the directory itself first
 * @param entries how many there are below it
 * @param newest latest time of change among them, nanoseconds since the epoch
 */
public record TreeStatus(Sha384 digest, long entries, long newest) {
  private static final int MAX_DEPTH = 1024;
  private static final long NANOS = 1_000_000_000L;

  /** Looks at a directory by its absolute path; throws HOST or LIMIT. */
  public static TreeStatus of(ByteString directory) throws IOException {
    Walk walk = new Walk();
    try (OpenFile root = OpenFile.directory(directory)) {
      walk.add(ByteString.EMPTY, root.status());
      walk.below(root, 0);
    } catch (PosixException e) {
      throw new MeasurementException(MeasurementProblem.HOST, e.getMessage(), e);
    }
    return new TreeStatus(Sha384.of(walk.hasher), walk.entries - 1, walk.newest);
  }

  private static final class Walk {
    final MessageDigest hasher = Sha384.hasher();
    final ByteBuffer fields = ByteBuffer.allocate(15 * Long.BYTES);
    long entries;
    long newest = Long.MIN_VALUE;

    void below(OpenFile directory, int depth) throws IOException {
      if (depth > MAX_DEPTH) {
        throw new MeasurementException(
            MeasurementProblem.LIMIT,
            "directories deeper than " + MAX_DEPTH + " below " + directory.path());
      }
      List<ByteString> names = new ArrayList<>();
      directory.forEachName(names::add);
      names.sort(null);
      add(names.size());
      for (ByteString name : names) {
        FileStatus status = directory.status(name);
        add(name, status);
        if (status.type() == FileStatus.Type.DIRECTORY) {
          try (OpenFile child = directory.openDirectory(name)) {
            below(child, depth + 1);
          }
        }
      }
    }

    void add(ByteString name, FileStatus s) {
      add(name.length());
      hasher.update(name.toBytes());
      fields.clear();
      fields.putLong(s.mode()).putLong(s.uid()).putLong(s.gid()).putLong(s.nlink());
      fields.putLong(s.device()).putLong(s.inode()).putLong(s.size());
      fields.putLong(s.mtime()).putLong(s.mtimeNanos()).putLong(s.ctime()).putLong(s.ctimeNanos());
      fields.putLong(s.major()).putLong(s.minor()).putLong(s.mount());
      hasher.update(fields.flip());
      newest = Math.max(newest, s.ctime() * NANOS + s.ctimeNanos());
      entries++;
    }

    private void add(long number) {
      hasher.update(fields.clear().putLong(number).flip());
    }
  }
}
