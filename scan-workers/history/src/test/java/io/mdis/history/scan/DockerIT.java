package io.mdis.history.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.fixtures.Commands;
import io.mdis.fixtures.Dockerd;
import io.mdis.history.dockerfile.DockerfileText;
import io.mdis.history.dockerfile.GoldenFile;
import io.mdis.history.dockerfile.HistoryReader;
import io.mdis.history.dockerfile.Instruction;
import io.mdis.history.dockerfile.KnownBases;
import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.image.ImageSource;
import io.mdis.image.archive.Archives;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images built here by the real Docker, with its first builder and with BuildKit. */
class DockerIT {
  private static final Path CONTEXT = Path.of("src/test/resources/built");

  @TempDir static Path folder;
  private static Dockerd dockerd;

  @BeforeAll
  static void startDaemon() throws IOException {
    Dockerd.assumeAvailable();
    Path archive =
        Path.of(System.getProperty("mdis.shared.data", "../../../shared/data"))
            .resolve("images/alpine-311.tar.gz");
    Assumptions.assumeTrue(Files.exists(archive), "needs the shared data: " + archive);
    dockerd = Dockerd.start(folder, "vfs");
    Path tar = folder.resolve("alpine.tar");
    try (InputStream in =
        new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
      Files.copy(in, tar);
    }
    docker("", "load", "-i", tar.toString());
  }

  @AfterAll
  static void stopDaemon() {
    if (dockerd != null) {
      dockerd.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"DOCKER_BUILDKIT=0,Dockerfile.classic", "DOCKER_BUILDKIT=1,Dockerfile.buildkit"})
  void whatIsBuiltUponAlpineIsRebuilt(String builder, String golden) throws IOException {
    try {
      docker(builder, "build", "--network=none", "--no-cache", "-t", "built:1", CONTEXT.toString());
    } catch (IllegalStateException e) {
      // Newer clients leave BuildKit to a plugin that distributions ship apart.
      Assumptions.assumeFalse(
          e.getMessage().contains("buildx component is missing"),
          "this docker client needs its plugin buildx to build with BuildKit");
      throw e;
    }
    Path tar = folder.resolve(golden + ".tar");
    docker("", "save", "-o", tar.toString(), "built:1");
    try (ImageSource image = Archives.open(tar)) {
      RebuiltDockerfile file =
          RebuiltDockerfile.of(HistoryReader.read(image.config()), KnownBases.NONE);
      assertThat(file.base().instructions()).isEqualTo(2);
      String text = DockerfileText.forPeople(file, Instruction::text, 1 << 20).text();
      GoldenFile.check(
          CONTEXT.resolve(golden), text.replaceAll("(file|dir|multi):[0-9a-f]{64}", "$1:…"));
      ScanResult result = TestScan.scan(folder.resolve(golden + ".layers"), image);
      assertThat(result.status()).isEqualTo(ScanStatus.SUCCEEDED);
      assertThat(TestScan.ids(result))
          .noneMatch(id -> id.startsWith("MDIS-files-") || id.startsWith("MDIS-layer-"))
          .noneMatch(id -> id.startsWith("MDIS-step-"));
    }
  }

  private static String docker(String variable, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("env"));
    if (!variable.isEmpty()) {
      command.add(variable);
    }
    command.addAll(dockerd.command(arguments));
    return Commands.run(300, command);
  }
}
