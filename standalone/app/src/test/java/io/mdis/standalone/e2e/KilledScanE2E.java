package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.ScriptedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed in the middle of a scan: while the layer that it fetches is half sent. */
class KilledScanE2E {
  @TempDir Path work;

  @Test
  void theScanIsDoneAfterTheRestart() throws Exception {
    CraftedImage image = CraftedImage.of(HostileImages.alpine());
    byte[] layer = image.layers().getFirst().stored();
    CountDownLatch halfSent = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    try (ScriptedRegistry registry = new ScriptedRegistry()) {
      image.publish(registry, "team/app", "1");
      registry.next(
          CraftedImage.blobPath("team/app", CraftedImage.digest(layer)),
          exchange -> {
            exchange.sendResponseHeaders(200, layer.length);
            exchange.getResponseBody().write(layer, 0, layer.length / 2);
            exchange.getResponseBody().flush();
            halfSent.countDown();
            await(killed);
          });
      List<String> options =
          List.of(
              "--data",
              work.resolve("data").toString(),
              "--db",
              Advisories.build(work).toString(),
              "--registry",
              registry.uri().toString());
      String token;
      try (RunningServer server = RunningServer.start(work, 0, null, options)) {
        token = server.token();
        String body = "{\"reference\":\"" + registry.host() + "/team/app:1\"}";
        assertThat(server.send("POST", "/images", body).statusCode()).isEqualTo(202);
        assertThat(halfSent.await(1, TimeUnit.MINUTES)).as("the layer is being fetched").isTrue();
        server.kill();
      }
      killed.countDown();
      assertThat(finished(work)).as("nothing half fetched is taken for a layer").isEmpty();

      try (RunningServer server = RunningServer.start(work, 0, token, options)) {
        JsonNode result = server.awaitResult(image.digest());
        assertThat(result.path("status").asText()).as(result.toString()).isEqualTo("SUCCEEDED");
        assertThat(
                server
                    .get("/images/" + image.digest() + "/findings?dimension=vulnerability")
                    .path("findings")
                    .path(0)
                    .path("id")
                    .asText())
            .isEqualTo("CVE-2019-14697");
        assertThat(server.stop()).as("stops cleanly on SIGTERM").isIn(0, 143);
      }
    }
  }

  private static List<Path> finished(Path work) throws IOException {
    try (var files = Files.list(work.resolve("data/layers"))) {
      return files.filter(file -> file.toString().endsWith(".idx")).toList();
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
