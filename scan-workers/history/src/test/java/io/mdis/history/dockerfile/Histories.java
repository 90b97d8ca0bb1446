package io.mdis.history.dockerfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Image configurations beside the tests, each in the form of one builder. */
public final class Histories {
  private static final Path FOLDER = Path.of("src/test/resources/histories");

  private Histories() {}

  /** Names of all of them. */
  public static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList();
    }
  }

  /** One as JSON. */
  public static byte[] config(String name) throws IOException {
    return Files.readAllBytes(FOLDER.resolve(name + ".json"));
  }

  /** The Dockerfile that one tells of. */
  public static RebuiltDockerfile rebuilt(String name) throws IOException {
    return RebuiltDockerfile.of(HistoryReader.read(config(name)), KnownBases.NONE);
  }

  /** The file that says what is expected of one. */
  static Path golden(String name, String ending) {
    return FOLDER.resolve(name + ending);
  }
}
