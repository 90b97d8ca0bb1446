package io.mdis.history.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.history.dockerfile.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Linters that break, hang or lie: our own rules speak in their place, and it is told. */
class FailingLintersTest {
  @TempDir Path folder;

  private Optional<LinterProgram> program(String name, String script) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(
        file, "#!/bin/sh\n[ \"$1\" = --version ] && echo version 9.8.7 && exit\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return LinterProgram.find(name, Optional.of(file), Duration.ofMillis(1500));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exit 3",
        "echo no JSON",
        "echo '{}'",
        "exec sleep 600",
        "while :; do echo '[[[[[[[[[[[[[['; done",
        "echo '[{\"code\":\"DL1000\",\"line\":1,\"message\":\"never\"}]'"
      })
  void ourOwnRulesSpeakForHadolint(String script) throws IOException {
    Linters linters = new Linters(program("hadolint", script), Optional.empty());
    LintReport report = linters.lint(Written.file("RUN apt-get install curl"));
    assertThat(report.linters()).singleElement().asString().startsWith("mdis ");
    assertThat(report.remarks()).extracting(remark -> remark.rule().id()).contains("DL3008");
    assertThat(report.problems()).singleElement().asString().contains("hadolint 9.8.7");
    assertThat(report.leftOut()).isEmpty();
  }

  @Test
  void findingsThatLeadNowhereAreLeftOut() throws IOException {
    String findings =
        "[{\"code\":\"DL3008\",\"line\":-5},{\"code\":\"DL3008\",\"line\":99},{\"code\":7},"
            + "{\"code\":\"DL9999\",\"level\":\"warning\",\"line\":2,\"message\":\"new\"}]";
    Linters linters =
        new Linters(program("hadolint", "cat <<'E'\n" + findings + "\nE"), Optional.empty());
    assertThat(linters.lint(Written.file("RUN a")).remarks())
        .extracting(remark -> remark.rule().id())
        .containsExactly("DL9999");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit 3", "echo no JSON", "exec sleep 600"})
  void whatShellCheckDidNotLookAtIsTold(String script) throws IOException {
    Linters linters = new Linters(Optional.empty(), program("shellcheck", script));
    LintReport report = linters.lint(Written.file("RUN a", "RUN b", "RUN a"));
    assertThat(report.leftOut()).singleElement().asString().contains("3 scripts");
  }

  @Test
  void whatIsNotThereIsNone() {
    assertThat(LinterProgram.find("none", Optional.of(folder.resolve("x")), Duration.ofSeconds(9)))
        .isEmpty();
  }

  @Test
  void aCommandStartsALinterToo() throws IOException {
    Path engine = folder.resolve("docker");
    String says =
        "case \"$*\" in *--version) echo Haskell Dockerfile Linter 2.12.0;; *) echo '[]';; esac";
    Files.writeString(engine, "#!/bin/sh\n" + says + "\n");
    Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwx------"));
    List<String> command =
        List.of(engine.toString(), "run", "--rm", "-i", "--pull=never", "x", "hadolint");
    Optional<LinterProgram> found =
        LinterProgram.started("hadolint", command, Duration.ofSeconds(9));
    assertThat(found.orElseThrow()).hasToString("hadolint 2.12.0");
    LintReport report = new Linters(found, Optional.empty()).lint(Written.file("RUN a"));
    assertThat(report.linters()).first().isEqualTo("hadolint 2.12.0");
    assertThat(report.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker run --rm -i hadolint/hadolint",
        "/usr/bin/podman run --pull=missing x",
        "podman run --pull always x",
        "env HOME=/x nerdctl run x"
      })
  void anEngineThatWouldFetchTheImageIsRefused(String command) {
    assertThatThrownBy(
            () ->
                LinterProgram.started(
                    "hadolint", List.of(command.split(" ")), Duration.ofSeconds(9)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--pull=never");
  }

  @Test
  void anImageThatIsNotThereIsNoLinter() {
    List<String> command = List.of("false", "run", "x");
    assertThat(LinterProgram.started("hadolint", command, Duration.ofSeconds(9))).isEmpty();
  }
}
