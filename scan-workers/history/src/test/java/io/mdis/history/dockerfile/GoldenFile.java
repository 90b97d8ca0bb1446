package io.mdis.history.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that says what is expected; {@code -Dmdis.golden=write} writes what there is. */
public final class GoldenFile {
  private GoldenFile() {}

  /** Compares, or writes. */
  public static void check(Path file, String text) throws IOException {
    if ("write".equals(System.getProperty("mdis.golden"))) {
      Files.writeString(file, text);
    }
    assertThat(file).as("run with -Dmdis.golden=write and look at the change").exists();
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
