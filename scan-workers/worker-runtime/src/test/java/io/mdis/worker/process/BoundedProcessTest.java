package io.mdis.worker.process;

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
    return new BoundedProcess(timeout, 4 << 20, false).run(List.of("/bin/sh", "-c", script), input);
  }

  @Test
  void givesInputAndNothingElse() throws IOException {
    assertThat(sh("cat; ls -A; env | grep -c MDIS", "text", LONG).text()).isEqualTo("text0\n");
  }

  @Test
  void endsWhatTakesTooLong() throws IOException {
    BoundedProcess.Output output = sh("echo a; exec sleep 600", "", Duration.ofMillis(300));
    assertThat(output.whole()).isFalse();
    assertThat(output.end()).isEqualTo(BoundedProcess.End.TIME);
  }

  @Test
  void tellsHowItEndedAndItsErrorsWhenAskedTo() throws IOException {
    List<String> command = List.of("/bin/sh", "-c", "echo bad >&2; exit 3");
    BoundedProcess.Output output = new BoundedProcess(LONG, 100, true).run(command, "");
    assertThat(output)
        .isEqualTo(new BoundedProcess.Output("bad\n", BoundedProcess.End.BY_ITSELF, 3));
    assertThat(new BoundedProcess(LONG, 100, false).run(command, "").text()).isEmpty();
  }

  @Test
  void endsWhatWritesTooMuch() throws IOException {
    BoundedProcess.Output output = sh("while :; do echo aaaaaaaaaaaaaaaaaaaaaaaa; done", "", LONG);
    assertThat(output.whole()).isFalse();
    assertThat(output.end()).isEqualTo(BoundedProcess.End.OUTPUT);
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
