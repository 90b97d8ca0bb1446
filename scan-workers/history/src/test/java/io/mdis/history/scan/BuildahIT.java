package io.mdis.history.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.fixtures.Commands;
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
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images built here by the real Buildah: the rebuilt Dockerfile means what the original does. */
class BuildahIT {
  private static final Path CONTEXT = Path.of("src/test/resources/built");

  @TempDir Path folder;

  @BeforeEach
  void needsBuildah() throws IOException {
    Commands.assumeAvailable("buildah");
    try {
      buildah("from", "scratch");
    } catch (IllegalStateException e) {
      Assumptions.abort("buildah can't work here, run the tests as root: " + e.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({"--layers=true,Dockerfile.layers", "--layers=false,Dockerfile.one-layer"})
  void whatIsBuiltUponAlpineIsRebuilt(String layers, String golden) throws IOException {
    Path alpine = alpine();
    Path context = folder.resolve("context");
    Commands.run(60, List.of("cp", "-r", CONTEXT.toString(), context.toString()));
    String original =
        Files.readString(CONTEXT.resolve("Dockerfile"))
            .replace("FROM alpine:3.11", "FROM docker-archive:" + alpine);
    Files.writeString(context.resolve("Dockerfile"), original);
    try (ImageSource image = built(context, layers)) {
      RebuiltDockerfile file =
          RebuiltDockerfile.of(HistoryReader.read(image.config()), KnownBases.NONE);
      assertThat(file.base().name()).contains("localhost/alpine:3.11");
      assertThat(file.base().instructions()).isEqualTo(2);
      String text = DockerfileText.forPeople(file, Instruction::text, 1 << 20).text();
      GoldenFile.check(
          CONTEXT.resolve(golden), text.replaceAll("(file|dir|multi):[0-9a-f]{64}", "$1:…"));
    }
  }

  @ParameterizedTest
  @CsvSource({"--layers=true", "--layers=false"})
  void anHonestBuildIsNotSuspected(String layers) throws IOException {
    Path context = Files.createDirectories(folder.resolve("context"));
    Files.writeString(context.resolve("a"), "a\n");
    Files.writeString(
        context.resolve("Dockerfile"),
        "FROM docker-archive:"
            + alpine()
            + "\nWORKDIR /srv\nCOPY a app/\nCOPY a /sbin/tool\nRUN echo x > /x\nENV A=b\n"
            + "USER 1000\nCMD [\"/bin/cat\", \"/x\"]\n");
    try (ImageSource image = built(context, layers)) {
      ScanResult result = TestScan.scan(folder.resolve("layers"), image);
      assertThat(result.status()).isEqualTo(ScanStatus.SUCCEEDED);
      assertThat(TestScan.ids(result))
          .noneMatch(id -> id.startsWith("MDIS-files-") || id.startsWith("MDIS-layer-"))
          .noneMatch(id -> id.startsWith("MDIS-step-"))
          .doesNotContain("MDIS-root-user", "MDIS-time-backwards");
    }
  }

  @Test
  void whatIsBuiltFromNothingIsRebuilt() throws IOException {
    Path context = Files.createDirectories(folder.resolve("context"));
    Files.writeString(context.resolve("a"), "a\n");
    Files.writeString(
        context.resolve("Dockerfile"), "FROM scratch\nCOPY a /a\nENV A=\"b c\"\nCMD [\"/a\"]\n");
    try (ImageSource image = built(context, "--layers=true")) {
      RebuiltDockerfile file =
          RebuiltDockerfile.of(HistoryReader.read(image.config()), KnownBases.NONE);
      assertThat(DockerfileText.forPeople(file, Instruction::text, 1 << 20).text())
          .containsPattern(
              "FROM scratch\nCOPY file:[0-9a-f]{64} /a\nENV A=\"b c\"\nCMD \\[\"/a\"\\]\n$");
    }
  }

  private Path alpine() throws IOException {
    Path archive =
        Path.of(System.getProperty("mdis.shared.data", "../../../shared/data"))
            .resolve("images/alpine-311.tar.gz");
    Assumptions.assumeTrue(Files.exists(archive), "needs the shared data: " + archive);
    Path tar = folder.resolve("alpine.tar");
    if (!Files.exists(tar)) {
      try (InputStream in =
          new GZIPInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
        Files.copy(in, tar);
      }
    }
    return tar;
  }

  private ImageSource built(Path context, String layers) throws IOException {
    buildah("bud", layers, "--format", "docker", "--tag", "built", context.toString());
    Path tar = folder.resolve("built.tar");
    buildah("push", "built", "docker-archive:" + tar + ":built:1");
    return Archives.open(tar);
  }

  private String buildah(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "env",
            "BUILDAH_ISOLATION=chroot",
            "buildah",
            "--storage-driver=vfs",
            "--root=" + folder.resolve("storage"),
            "--runroot=" + folder.resolve("run")));
    command.addAll(List.of(arguments));
    return Commands.run(300, command);
  }
}
