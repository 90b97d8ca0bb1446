package io.mdis.agent.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/** Writes files that are root's alone, and are on the disk when they appear. */
public final class DurableFile {
  private static final String UNFINISHED = ".unfinished";

  private DurableFile() {}

  /** Creates or replaces a file. */
  public static void write(Path file, byte[] content) throws IOException {
    Path making = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
    try {
      Files.createFile(
          making,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (FileChannel channel = FileChannel.open(making, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(making, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(making);
    }
    sync(file.toAbsolutePath().getParent());
  }

  /** Makes a folder that is root's alone, with those above it. */
  public static Path folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return folder;
  }

  /** Brings the names in a folder to the disk. */
  public static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
