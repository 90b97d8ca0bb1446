package io.mdis.embedded.database;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process of its own that can be killed. */
final class DatabaseProcess {
  private DatabaseProcess() {}

  public static void main(String[] arguments) throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]), 0)) {
      System.out.write((database.uri() + "\n").getBytes(StandardCharsets.UTF_8));
      System.out.flush();
      Thread.currentThread().join();
    }
  }
}
