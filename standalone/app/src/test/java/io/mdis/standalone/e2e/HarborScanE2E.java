package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.RealRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Harbor has images of a private repository scanned, by logins that it lends for that. */
class HarborScanE2E {
  private static final String REPOSITORY = "shop/cart/api";
  private static final String LOGIN = RealRegistry.basic(RealRegistry.USER, RealRegistry.PASSWORD);

  @TempDir Path work;
  private Path data;
  private CraftedImage image;

  @BeforeEach
  void make() throws IOException {
    RealRegistry.assumeAvailable();
    data = work.resolve("data");
    image = CraftedImage.of(CraftedImage.Layer.plain(HostileImages.alpineFiles().bytes()));
  }

  @Test
  void aPrivateImageIsScannedAndItsLoginIsNowhere() throws Exception {
    try (RealRegistry registry = RealRegistry.startPrivate();
        RunningServer server = RunningServer.start(work, 0, null, options(registry));
        HarborClient harbor =
            new HarborClient(
                server.base(), Map.entry("Authorization", "Bearer " + server.token()))) {
      image.push(registry, REPOSITORY, "1");
      harbor.metadata();

      String id = harbor.scan(registry.uri().toString(), LOGIN, REPOSITORY, image.digest());
      HttpResponse<String> answer = harbor.report(id);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      JsonNode items = HarborClient.json(answer).path("vulnerabilities");
      assertThat(items.valueStream().map(item -> item.path("id").asText()))
          .contains("CVE-2019-14697");
      JsonNode found = server.get("/images/" + image.digest());
      for (String dimension : List.of("vulnerability", "malware", "history", "secret")) {
        JsonNode result = RunningServer.dimension(found, dimension);
        assertThat(result.path("status").asText("PENDING"))
            .as(result.toString())
            .isNotIn("PENDING", "FAILED");
      }

      // Nobody else reads the image by what was lent.
      String other = harbor.scan(registry.uri().toString(), "", "other/app", image.digest());
      HttpResponse<String> refused = harbor.report(other);
      assertThat(refused.statusCode()).isEqualTo(500);
      assertThat(HarborClient.json(refused).path("error").path("message").asText())
          .contains("registry.unauthorized");

      assertThat(server.stop()).isIn(0, 143);
      assertThat(holding(RealRegistry.PASSWORD)).isEmpty();
      assertThat(holding(LOGIN.substring("Basic ".length()))).isEmpty();
      assertThat(holding(REPOSITORY)).as("files that hold what was said").isNotEmpty();
    }
  }

  @Test
  void aLoginThatTheRegistryRefusesIsAnErrorAndNoCleanReport() throws Exception {
    try (RealRegistry registry = RealRegistry.startPrivate();
        RunningServer server = RunningServer.start(work, 0, null, options(registry));
        HarborClient harbor =
            new HarborClient(
                server.base(),
                Map.entry("Authorization", RealRegistry.basic("harbor", server.token())))) {
      image.push(registry, REPOSITORY, "1");
      String wrong = RealRegistry.basic(RealRegistry.USER, "taken back");
      String id = harbor.scan(registry.uri().toString(), wrong, REPOSITORY, image.digest());
      HttpResponse<String> answer = harbor.report(id);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
      assertThat(HarborClient.json(answer).path("error").path("message").asText())
          .contains("registry.unauthorized", REPOSITORY)
          .doesNotContain("taken back");
    }
  }

  private List<String> options(RealRegistry registry) throws IOException, InterruptedException {
    return List.of(
        "--data",
        data.toString(),
        "--db",
        Advisories.build(work).toString(),
        "--agent-port",
        "0",
        "--registry",
        registry.uri().toString());
  }

  /** Files of the server, its topics and database among them, that hold a text as it is. */
  private List<Path> holding(String text) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
