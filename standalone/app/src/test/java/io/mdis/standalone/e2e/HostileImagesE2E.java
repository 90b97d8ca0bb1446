package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.contracts.Digest;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.CraftedImage.Layer;
import io.mdis.fixtures.RealRegistry;
import io.mdis.fixtures.ScriptedRegistry;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bad images through one running server: each has an answer that says what is wrong, and after each
 * the server still scans a good one.
 */
class HostileImagesE2E {
  @TempDir static Path work;
  private static RealRegistry registry;
  private static ScriptedRegistry scripted;
  private static RunningServer server;
  private static int good;

  @BeforeAll
  static void start() throws Exception {
    RealRegistry.assumeAvailable();
    Path database = Advisories.build(work);
    registry = RealRegistry.start();
    scripted = new ScriptedRegistry();
    server =
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
                registry.uri().toString(),
                "--registry",
                scripted.uri().toString()),
            Map.of(
                "MDIS_WORKER_DELAYS",
                "200MS",
                "MDIS_INGEST_DELAYS",
                "200MS",
                "MDIS_REGISTRY_STALL_TIMEOUT",
                "2S",
                "MDIS_REGISTRY_DEADLINE",
                "5S"));
  }

  @AfterAll
  static void stop() throws IOException {
    try (var _ = registry;
        var _ = scripted) {
      if (server != null) {
        server.close();
      }
    }
  }

  @AfterEach
  void stillScansAGoodImage() throws IOException {
    byte[] layer = HostileImages.alpineFiles().file("number", "n" + good++).bytes();
    JsonNode result = scanned(CraftedImage.of(Layer.plain(layer)), "good");
    assertThat(result.path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(result.path("counts").size()).isEqualTo(1);
    assertThat(server.send("GET", "/q/health/ready", null).statusCode()).isEqualTo(200);
  }

  /** Pushes to the real registry, submits, and waits for the result. */
  private static JsonNode scanned(CraftedImage image, String tag) throws IOException {
    image.push(registry, "team/app", tag);
    return submitted(registry.host(), image.digest(), tag);
  }

  private static JsonNode submitted(String host, Digest digest, String tag) throws IOException {
    submit(host + "/team/app:" + tag);
    return server.awaitResult(digest);
  }

  private static void submit(String reference) throws IOException {
    HttpResponse<String> answer =
        server.send("POST", "/images", "{\"reference\":\"" + reference + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }

  /** Submits what can't be resolved, and waits until that is told. */
  private static JsonNode rejected(String tag) throws IOException {
    String reference = scripted.host() + "/team/app:" + tag;
    submit(reference);
    JsonNode all = server.await("/rejections?size=500", node -> rejection(node, reference) != null);
    return rejection(all, reference);
  }

  private static JsonNode rejection(JsonNode page, String reference) {
    for (JsonNode each : page.path("rejections")) {
      if (each.path("reference").asText().equals(reference)) {
        return each;
      }
    }
    return null;
  }

  private static void assertFailed(JsonNode result, String code, Object... words) {
    assertThat(result.path("status").asText()).isEqualTo("FAILED");
    JsonNode reason = result.path("reasons").path(0);
    assertThat(reason.path("code").asText()).as(result.toString()).isEqualTo(code);
    for (Object word : words) {
      assertThat(reason.path("message").asText()).contains(word.toString());
    }
  }

  @Test
  void aTruncatedBlob() throws IOException {
    Layer layer = HostileImages.alpine();
    byte[] stored = layer.stored();
    CraftedImage image = CraftedImage.of(layer, Layer.plain(new byte[1024]));
    image.push(registry, "team/app", "truncated");
    Digest digest = CraftedImage.digest(stored);
    Files.write(registry.blobFile(digest), Arrays.copyOf(stored, stored.length / 2));
    try {
      JsonNode result = submitted(registry.host(), image.digest(), "truncated");
      assertFailed(result, "layer.truncated", digest);
    } finally {
      Files.write(registry.blobFile(digest), stored);
    }
  }

  @Test
  void aBlobWithOtherBytesThanItsDigestSays() throws IOException {
    byte[] stored = HostileImages.alpineFiles().file("which", "true").bytes();
    CraftedImage image = CraftedImage.of(Layer.plain(stored));
    image.push(registry, "team/app", "changed");
    byte[] changed = stored.clone();
    changed[600] ^= 1;
    Files.write(registry.blobFile(CraftedImage.digest(stored)), changed);
    JsonNode result = submitted(registry.host(), image.digest(), "changed");
    assertFailed(result, "layer.digest-mismatch", CraftedImage.digest(stored));
  }

  @Test
  void aDiffIdThatIsNotTheLayers() throws IOException {
    byte[] tar = HostileImages.alpineFiles().file("which", "diff").bytes();
    CraftedImage image =
        CraftedImage.of(
            new Layer(
                tar,
                HostileImages.digestOf("another tar"),
                "application/vnd.oci.image.layer.v1.tar"));
    assertFailed(scanned(image, "diff"), "layer.diff-id-mismatch", CraftedImage.digest(tar));
  }

  @Test
  void tenGigabytesOfZeros() throws IOException {
    CraftedImage image =
        CraftedImage.of(HostileImages.alpine(), HostileImages.tenGigabytesOfZeros());
    assertFailed(scanned(image, "zeros"), "limit.compression-ratio");
  }

  @Test
  void namesThatWantOut() throws IOException {
    CraftedImage image = CraftedImage.of(HostileImages.alpine(), HostileImages.namesThatWantOut());
    JsonNode result = scanned(image, "names");
    assertThat(result.path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(Path.of("/tmp/mdis-was-here")).doesNotExist();
  }

  @Test
  void aLinkToAFileOfTheHost() throws IOException {
    JsonNode result = scanned(HostileImages.linkToTheHost(), "link");
    assertThat(result.path("status").asText()).isNotEqualTo("SUCCEEDED");
    assertThat(result.toString()).doesNotContain("root:");
  }

  @Test
  void linksInACircle() throws IOException {
    JsonNode result = scanned(HostileImages.linksInACircle(), "circle");
    assertThat(result.path("status").asText()).isNotEqualTo("SUCCEEDED");
    assertThat(result.path("reasons")).isNotEmpty();
  }

  @Test
  void aMillionFiles() throws IOException {
    CraftedImage image = CraftedImage.of(HostileImages.alpine(), HostileImages.aMillionFiles());
    JsonNode result = scanned(image, "million");
    assertThat(result.path("status").asText()).as(result.toString()).isEqualTo("SUCCEEDED");
    assertThat(result.path("counts").size()).isEqualTo(1);
  }

  @Test
  void aManifestOfFiftyMegabytes() throws IOException {
    byte[] endless = new byte[50_000_000];
    Arrays.fill(endless, (byte) ' ');
    publishManifest("endless", endless, CraftedImage.MANIFEST);
    assertThat(rejected("endless").path("code").asText()).isEqualTo("limit.manifest-bytes");
  }

  @Test
  void aManifestNestedAHundredThousandDeep() throws IOException {
    publishManifest(
        "nested",
        ("[".repeat(100_000) + "]".repeat(100_000)).getBytes(StandardCharsets.UTF_8),
        CraftedImage.MANIFEST);
    assertThat(rejected("nested").path("code").asText()).isEqualTo("manifest.malformed");
  }

  @Test
  void aMediaTypeThatNobodyKnows() throws IOException {
    byte[] manifest =
        "{\"schemaVersion\":2,\"mediaType\":\"text/x-poem\"}".getBytes(StandardCharsets.UTF_8);
    publishManifest("poem", manifest, "text/x-poem");
    JsonNode rejection = rejected("poem");
    assertThat(rejection.path("code").asText()).isEqualTo("manifest.unknown-media-type");
    assertThat(rejection.path("message").asText()).contains("text/x-poem");
  }

  @Test
  void aRegistryThatNeverEndsItsAnswer() throws IOException {
    scripted.always(
        CraftedImage.manifestPath("team/app", "slow"),
        exchange -> {
          exchange.sendResponseHeaders(200, 1_000);
          for (int i = 0; i < 1_000; i++) {
            LockSupport.parkNanos(1_000_000_000L);
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
          }
        });
    assertThat(rejected("slow").path("code").asText()).isEqualTo("registry.unavailable");
  }

  @Test
  void aRegistryThatAlwaysAsksForAnotherToken() throws IOException {
    String realm = scripted.uri() + "/token";
    scripted.publish("/token", "{\"token\":\"t\"}".getBytes(StandardCharsets.UTF_8));
    scripted.always(
        CraftedImage.manifestPath("team/app", "tokens"),
        ScriptedRegistry.status(
            401, "WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"s\""));
    assertThat(rejected("tokens").path("code").asText()).isEqualTo("registry.unauthorized");
    assertThat(scripted.requests().stream().filter(r -> r.startsWith("/token")).count())
        .isLessThan(10);
  }

  @Test
  void aRedirectToAnAddressThatIsNotConfigured() throws IOException {
    try (ScriptedRegistry inside = new ScriptedRegistry()) {
      inside.publish("/latest/meta-data", "secret".getBytes(StandardCharsets.UTF_8));
      scripted.always(
          CraftedImage.manifestPath("team/app", "redirect"),
          ScriptedRegistry.status(307, "Location", inside.uri() + "/latest/meta-data"));
      assertThat(rejected("redirect").path("code").asText()).isEqualTo("registry.redirect-refused");
      assertThat(inside.requests()).isEmpty();
    }
  }

  @Test
  void aLayerThatRedirectsToAnAddressThatIsNotConfigured() throws IOException {
    try (ScriptedRegistry inside = new ScriptedRegistry()) {
      CraftedImage image = CraftedImage.of(HostileImages.alpine(), Layer.plain(new byte[2048]));
      image.publish(scripted, "team/app", "blob");
      scripted.always(
          CraftedImage.blobPath("team/app", CraftedImage.digest(new byte[2048])),
          ScriptedRegistry.status(307, "Location", inside.uri() + "/latest/meta-data"));
      JsonNode result = submitted(scripted.host(), image.digest(), "blob");
      assertFailed(result, "registry.redirect-refused");
      assertThat(inside.requests()).isEmpty();
    }
  }

  private static void publishManifest(String tag, byte[] manifest, String type) {
    scripted.always(
        CraftedImage.manifestPath("team/app", tag),
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", type);
          exchange.sendResponseHeaders(200, manifest.length);
          exchange.getResponseBody().write(manifest);
        });
  }
}
