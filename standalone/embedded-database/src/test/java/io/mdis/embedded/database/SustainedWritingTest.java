package io.mdis.embedded.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Entries in no order, as indexes get them: each commit writes nearly a page for each entry, so
 * most of the file is dead soon.
 */
class SustainedWritingTest {
  private static final int ENTRIES = 200_000;
  private static final int ROUNDS = 300;
  private static final int CHANGED = 1_000;
  private static final int KEY_BYTES = 100;
  private static final long MEBIBYTE = 1 << 20;

  @TempDir Path directory;

  @Test
  void theFileStaysInProportionHoweverFastEntriesAreWritten() throws IOException {
    Path file = directory.resolve("database.mv");
    long largest = 0;
    try (DurableStore store = new DurableStore(file)) {
      MVMap<byte[], Long> index = store.index("mdis.findings", "names");
      store.change(
          () -> {
            for (int i = 0; i < ENTRIES; i++) {
              index.put(key(i), 0L);
            }
            return null;
          });
      Random random = new Random(1);
      for (int round = 1; round <= ROUNDS; round++) {
        long value = round;
        store.change(
            () -> {
              for (int i = 0; i < CHANGED; i++) {
                index.put(key(random.nextInt(ENTRIES)), value);
              }
              return null;
            });
        largest = Math.max(largest, Files.size(file));
      }
    }
    Path alive = directory.resolve("alive.mv");
    MVStore.compact(file.toString(), alive.toString(), false, null);
    System.err.println(
        "SIZES largest " + (largest >> 20) + " alive " + (Files.size(alive) >> 20)); // TODO
    assertThat(largest).isLessThan(3 * Files.size(alive) + 24 * MEBIBYTE);
  }

  private static byte[] key(int number) {
    return ByteBuffer.allocate(KEY_BYTES).putInt(Integer.reverse(number)).array();
  }
}
