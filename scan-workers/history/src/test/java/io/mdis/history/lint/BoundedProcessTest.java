package io.mdis.history.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoundedProcessTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @BeforeEach
  void needsShell() {
    assumeThat(Files.isExecutable(Path.of("/bin/sh"))).as("needs /bin/sh").isTrue();
  }

  private static BoundedProcess.Output sh(String script, String input, Duration timeout)
      throws IOException {
    return BoundedProcess.run(List.of("/bin/sh", "-c", script), input, timeout);
  }

  @Test
  void givesInputAndNothingElse() throws IOException {
    assertThat(sh("cat; ls -A; env | grep -c MDIS", "text", LONG).text()).isEqualTo("text0\n");
  }

  @Test
  void endsWhatTakesTooLong() throws IOException {
    BoundedProcess.Output output = sh("echo a; exec sleep 600", "", Duration.ofMillis(300));
    assertThat(output.whole()).isFalse();
  }

  @Test
  void endsWhatWritesTooMuch() throws IOException {
    BoundedProcess.Output output = sh("while :; do echo aaaaaaaaaaaaaaaaaaaaaaaa; done", "", LONG);
    assertThat(output.whole()).isFalse();
    assertThat(output.text().length()).isLessThan(5 << 20);
  }

  @Test
  void doesNotWaitForWhatReadsNothing() throws IOException {
    assertThat(sh("echo done", "x".repeat(10 << 20), LONG).text()).isEqualTo("done\n");
  }

  @Test
  void stopsWhenInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> sh("exec sleep 600", "", LONG))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
