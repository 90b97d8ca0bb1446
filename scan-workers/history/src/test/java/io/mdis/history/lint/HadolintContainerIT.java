package io.mdis.history.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.fixtures.Commands;
import io.mdis.fixtures.Dockerd;
import io.mdis.fixtures.TarWriter;
import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.dockerfile.Written;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hadolint in a container of a real Docker, started as the settings' reference says. */
class HadolintContainerIT {
  private static final int SECONDS = 60;

  @TempDir Path folder;

  @Test
  void saysWhatTheProgramSays() throws Exception {
    LinterProgram program = TestLinters.hadolint();
    Dockerd.assumeAvailable();
    Path root = folder.resolve("root.tar");
    byte[] executable = Files.readAllBytes(Path.of(program.command().getFirst()));
    Files.write(root, new TarWriter().executable("bin/hadolint", executable).bytes());
    try (Dockerd dockerd =
        Dockerd.start(Files.createDirectory(folder.resolve("docker")), "overlay2")) {
      Commands.run(SECONDS, dockerd.command("import", root.toString(), "linters/hadolint:1"));
      List<String> command =
          dockerd.command(
              "run",
              "--rm",
              "-i",
              "--pull=never",
              "--network=none",
              "--read-only",
              "--cap-drop=ALL",
              "--memory=512m",
              "linters/hadolint:1",
              "/bin/hadolint");
      LinterProgram contained =
          LinterProgram.started(Hadolint.NAME, command, Duration.ofSeconds(SECONDS)).orElseThrow();
      assertThat(contained.version()).isEqualTo(program.version());

      RebuiltDockerfile file =
          Written.file("RUN apt-get update && apt-get install -y curl git", "MAINTAINER Ada");
      LintReport inContainer = new Linters(Optional.of(contained), Optional.empty()).lint(file);
      LintReport beside = new Linters(Optional.of(program), Optional.empty()).lint(file);
      assertThat(inContainer.problems()).isEmpty();
      assertThat(inContainer.linters()).isEqualTo(beside.linters());
      assertThat(inContainer.remarks())
          .isNotEmpty()
          .isEqualTo(beside.remarks())
          .extracting(remark -> remark.rule().id())
          .contains("DL3008", "DL4000");
    }
  }
}
