package io.mdis.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedFileTest {
  @TempDir Path folder;

  @Test
  void aFileIsReadUpToItsBound() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "1234");
    assertThat(BoundedFile.read(file, 4)).asString().isEqualTo("1234");
    assertThatThrownBy(() -> BoundedFile.read(file, 3))
        .isInstanceOf(IOException.class)
        .hasMessage(file + " has more than 3 bytes");
    assertThatThrownBy(() -> BoundedFile.read(folder.resolve("none"), 3))
        .isInstanceOf(NoSuchFileException.class);
  }
}
