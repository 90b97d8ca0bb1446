package io.mdis.packages.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
  @Test
  void linesComeWithoutTheirEnds() throws IOException {
    BoundedLines lines = lines("a\r\n\nb", 10, 100);
    assertThat(lines.next()).isEqualTo("a");
    assertThat(lines.next()).isEmpty();
    assertThat(lines.next()).isEqualTo("b");
    assertThat(lines.next()).isNull();
    assertThat(lines.terminated()).isFalse();
    assertThat(lines.exhausted()).isFalse();
  }

  @Test
  void aLastLineWithItsEndIsWhole() throws IOException {
    BoundedLines lines = lines("a\n", 10, 100);
    assertThat(lines.next()).isEqualTo("a");
    assertThat(lines.next()).isNull();
    assertThat(lines.terminated()).isTrue();
  }

  @Test
  void aLongLineIsCutAndALongStreamEnded() throws IOException {
    BoundedLines lines = lines("abcdef\n" + "x".repeat(100), 3, 20);
    assertThat(lines.next()).isEqualTo("abc");
    assertThat(lines.next()).isNull();
    assertThat(lines.exhausted()).isTrue();
  }

  private static BoundedLines lines(String text, int line, long bytes) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    return new BoundedLines(new ByteArrayInputStream(content), line, bytes);
  }
}
