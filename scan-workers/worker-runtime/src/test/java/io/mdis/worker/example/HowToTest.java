package io.mdis.worker.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page tells people to write is what is compiled and tested here. */
class HowToTest {
  private static final Path PAGE = Path.of("../../docs/howto/add-a-scanner.md");
  private static final Path SOURCES = Path.of("src/test/java/io/mdis/worker/example");
  private static final Pattern JAVA =
      Pattern.compile("^```java (\\S+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @Test
  void everyJavaBlockIsPartOfTheFileThatItNames() throws IOException {
    Matcher block = JAVA.matcher(Files.readString(PAGE));
    int blocks = 0;
    while (block.find()) {
      assertThat(Files.readString(SOURCES.resolve(block.group(1)))).contains(block.group(2));
      blocks++;
    }
    assertThat(blocks).isEqualTo(2);
  }
}
