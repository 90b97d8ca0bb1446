package io.mdis.embedded.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;

/**
 * Copies what is alive of a store's file into a new one before the database starts, where more than
 * half of a large file is dead. The old file stays until the new one is whole and on disk.
 */
final class FileRewrite {
  private static final long LEAST_BYTES = 64L << 20;
  private static final int LEAST_ALIVE_PERCENT = 50;

  private FileRewrite() {}

  static void ifWorthwhile(Path file) throws IOException {
    Path copy = file.resolveSibling(file.getFileName() + ".rewritten");
    Files.deleteIfExists(copy); // left by a process that was killed here
    if (!Files.exists(file) || Files.size(file) < LEAST_BYTES) {
      return;
    }
    if (alivePercent(file) >= LEAST_ALIVE_PERCENT) {
      return;
    }
    MVStore.compact(file.toString(), copy.toString(), false, null);
    try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static int alivePercent(Path file) {
    try (MVStore store =
        new MVStore.Builder().fileName(file.toString()).readOnly().autoCommitDisabled().open()) {
      FileStore<?> parts = store.getFileStore();
      return parts.getFillRate() * parts.getChunksFillRate() / 100;
    }
  }
}
