package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.access.AccessToken;
import io.mdis.fixtures.Commands;
import io.mdis.fixtures.RealRegistry;
import io.mdis.fixtures.Skopeo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A registry notifies MDIS of real pushes; the findings are exactly those of the tables. In between
 * the server is killed as a crash would kill it.
 */
class PushedImagesE2E {
  @TempDir static Path work;
  private static Path database;

  @BeforeAll
  static void needs() throws Exception {
    RealRegistry.assumeAvailable();
    Commands.assumeAvailable("skopeo");
    assumeTrue(
        Files.isDirectory(Launcher.DATA.resolve("images")),
        "left out: no images and advisories at " + Launcher.DATA);
    database = Advisories.build(work, Launcher.DATA.resolve("advisories"));
  }

  @Test
  void findsExactlyWhatIsExpectedAndSurvivesAKill() throws Exception {
    int port = RunningServer.freePort();
    String token = AccessToken.generate();
    Path data = Files.createDirectories(work.resolve("data"));
    Files.writeString(data.resolve("admin-token.sha256"), AccessToken.hash(token));
    URI hook = URI.create("http://127.0.0.1:" + port + "/webhooks/distribution");
    RunningServer server = null;
    try (RealRegistry registry =
        RealRegistry.start(hook, Map.of("Authorization", "Bearer " + token))) {
      String host = registry.host();
      List<String> options =
          List.of(
              "--data",
              data.toString(),
              "--db",
              database.toString(),
              "--registry",
              registry.uri().toString());
      server = RunningServer.start(work, port, token, options);
      Skopeo.push(unpacked("alpine-310"), host + "/library/alpine:3.10");
      Skopeo.push(unpacked("alpine-311"), host + "/library/alpine:3.11");
      Path derived = OlderPackages.read("alpine-310-old").image(work);
      Skopeo.push(derived, host + "/library/old:1");

      // The first of them is taken; wherever the others are now, none may be lost.
      server.await("/images", images -> !images.path("images").isEmpty());
      server.kill();
      server = RunningServer.start(work, port, token, options);

      JsonNode images =
          server.await("/images", answer -> answer.path("images").size() == 3).path("images");
      for (JsonNode image : images) {
        String repository = image.path("repository").asText();
        String path = "/images/" + image.path("digest").asText();
        server.await(path, answer -> settled(answer, "vulnerability"));
        Set<String> found =
            Expected.of(
                server.get(path + "/findings?dimension=vulnerability&size=500").path("findings"));
        if (repository.equals("library/old")) {
          assertThat(found).isEqualTo(Expected.table("alpine-310-old"));
        } else {
          assertThat(found).as("%s is newer than its advisories", repository).isEmpty();
        }
      }
      assertThat(server.stop()).as("stops cleanly on SIGTERM").isIn(0, 143);
    } finally {
      if (server != null) {
        server.close();
      }
    }
  }

  private static boolean settled(JsonNode image, String dimension) {
    for (JsonNode each : image.path("dimensions")) {
      if (each.path("dimension").asText().equals(dimension)) {
        return each.path("status").asText().equals("SUCCEEDED");
      }
    }
    return false;
  }

  private static Path unpacked(String name) throws IOException {
    Path target = work.resolve(name + ".tar");
    try (InputStream in =
        new GZIPInputStream(
            Files.newInputStream(Launcher.DATA.resolve("images/" + name + ".tar.gz")))) {
      Files.copy(in, target);
    }
    return target;
  }
}
