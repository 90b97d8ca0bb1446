package io.mdis.standalone.serve;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder below which a server keeps everything; only one server uses it at a time. */
final class DataFolder implements AutoCloseable {
  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  /** Makes the folder, readable by its owner alone, and locks it. */
  static DataFolder open(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      Files.createDirectories(
          root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new IOException("another server in this process uses " + root, e);
    }
    if (lock == null) {
      channel.close();
      throw new IOException(
          "another mdis serve uses " + root + ": stop it, or give this one its own --data");
    }
    return new DataFolder(root, channel, lock);
  }

  Path path(String name) {
    return root.resolve(name);
  }

  Path root() {
    return root;
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      lock.release();
    }
  }
}
