package io.mdis.trust.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that only their owner reads, and that are on the disk when they appear. */
public final class DurableFile {

  private DurableFile() {}

  /** Writes a new file; false when it is there already. */
  public static boolean create(Path file, String text) throws IOException {
    Path draft = draft(file, text);
    try {
      // A link fails when another process was first; a move would replace what that one wrote.
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(draft);
    }
    sync(folder(file));
    return true;
  }

  /** Writes a file in place of the one that may be there: whoever reads sees one or the other. */
  public static void replace(Path file, String text) throws IOException {
    Path draft = draft(file, text);
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    sync(folder(file));
  }

  private static Path draft(Path file, String text) throws IOException {
    Files.createDirectories(folder(file));
    Path draft =
        Files.createTempFile(
            folder(file),
            "." + file.getFileName(),
            ".new",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    return draft;
  }

  /** Without it the names in a folder may be lost though the files are there. */
  private static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().getParent();
  }
}
