package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.fixtures.Commands;
import io.mdis.fixtures.RealRegistry;
import io.mdis.fixtures.Skopeo;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finding of a real image is suppressed, on the command line and by a server, and comes back. */
class SuppressedFindingsE2E {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FLAW = "CVE-2019-14697";

  /** Two packages of the source have the flaw. */
  private static final int FINDINGS = 2;

  @TempDir static Path work;
  private static Path database;
  private static Path image;

  @BeforeAll
  static void buildDatabase() throws Exception {
    assumeTrue(
        Files.isDirectory(Launcher.DATA.resolve("images")),
        "left out: no images and advisories at " + Launcher.DATA);
    database = Advisories.build(work);
    image = OlderPackages.read("alpine-310-old").image(work);
  }

  @Test
  void theIgnoreFileOfTheWorkingDirectoryIsRead() throws Exception {
    Path folder = Files.createDirectories(work.resolve("project"));
    Files.writeString(folder.resolve(".mdisignore"), FLAW + " # mended by hand\n");
    Path err = work.resolve("ignored.err");
    Process process =
        Launcher.command(
                List.of(
                    "scan",
                    "--db",
                    database.toString(),
                    "--cache",
                    work.resolve("cache").toString(),
                    "--dimensions",
                    "vulnerability",
                    "--format",
                    "json",
                    "--exit-code",
                    "7",
                    image.toString()))
            .directory(folder.toFile())
            .redirectError(err.toFile())
            .start();
    JsonNode report =
        JSON.readTree(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertThat(process.waitFor()).isZero();
    assertThat(Files.readString(err)).contains("suppressed by .mdisignore, 1 entry");
    assertThat(report.path("summary")).isEmpty();
    assertThat(report.path("suppressed").asInt()).isEqualTo(FINDINGS);
    assertThat(report.path("results").path(0).path("findings").path(0).path("suppression"))
        .isNotEmpty();
  }

  @Test
  void aServerSuppressesWhatItHasStoredAndBringsItBackWhenTheEntryExpires() throws Exception {
    RealRegistry.assumeAvailable();
    Commands.assumeAvailable("skopeo");
    try (RealRegistry registry = RealRegistry.start();
        RunningServer server =
            RunningServer.start(
                work,
                0,
                null,
                List.of(
                    "--data",
                    work.resolve("data").toString(),
                    "--db",
                    database.toString(),
                    "--registry",
                    registry.uri().toString()),
                Map.of("MDIS_WORKER_SUPPRESSIONS_EVERY", "1S"))) {
      String reference = registry.host() + "/team/old:1";
      Skopeo.push(image, reference);
      assertThat(
              server.send("POST", "/images", "{\"reference\":\"" + reference + "\"}").statusCode())
          .isEqualTo(202);
      server.await("/images", found -> counted(found) == FINDINGS);

      Instant end = Instant.now().plusSeconds(20);
      HttpResponse<String> made =
          server.send(
              "POST",
              "/suppressions",
              """
              {"vulnerability":"%s","image":"*/team/*:1","reason":"until the rollout",
               "expires":"%s"}
              """
                  .formatted(FLAW, end));
      assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
      JsonNode suppressed = server.await("/images", found -> counted(found) == 0);
      String digest = suppressed.path("images").path(0).path("digest").asText();
      JsonNode finding =
          server
              .get("/images/" + digest + "/findings?dimension=vulnerability")
              .path("findings")
              .path(0);
      assertThat(finding.path("suppression").path("reason").asText())
          .isEqualTo("until the rollout");
      assertThat(finding.path("suppression").path("author").asText()).isEqualTo("admin");

      server.await("/images", found -> counted(found) == FINDINGS);
      assertThat(Instant.now()).isAfterOrEqualTo(end);
      assertThat(server.get("/suppressions?state=expired").path("total").asInt()).isEqualTo(1);
    }
  }

  /** Findings that count, of the only image; -1 while there is no result. */
  private static int counted(JsonNode images) {
    JsonNode dimension = RunningServer.dimension(images.path("images").path(0), "vulnerability");
    return dimension.path("status").asText().equals("SUCCEEDED")
        ? dimension.path("counts").path("UNKNOWN").asInt()
        : -1;
  }
}
