package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.access.AccessToken;
import io.mdis.contracts.Digest;
import io.mdis.fixtures.Commands;
import io.mdis.fixtures.DerivedImage;
import io.mdis.fixtures.Dockerd;
import io.mdis.fixtures.RealRegistry;
import io.mdis.fixtures.Skopeo;
import io.mdis.fixtures.StoreBackup;
import io.mdis.fixtures.TarWriter;
import io.mdis.measurement.LayerMetadata;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.TrustApi;
import io.mdis.trust.protocol.TrustJson;
import io.mdis.trust.protocol.TrustKey;
import io.mdis.trust.protocol.TrustKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of trust with real parts: an image is pushed to a registry that notifies MDIS,
 * pulled by a Docker that asks an enrolled agent, tampered with, and put back.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AgentE2E {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ALPINE = Launcher.DATA.resolve("images/alpine-310.tar.gz");
  private static final String PLUGIN = "mdis-e2e-" + ProcessHandle.current().pid();
  private static final Path SOCKET = Path.of("/run/docker/plugins", PLUGIN + ".sock");
  private static final String HOST = "node-7.example";
  private static final String ALERTS = "/alerts?kind=trust.tampered&state=open";
  private static final int SECONDS = 60;

  @TempDir static Path work;
  private static RunningServer server;
  private static RealRegistry registry;
  private static HostAgent agent;
  private static Dockerd dockerd;
  private static List<String> options;
  private static int port;
  private static String image;
  private static Digest manifest;
  private static Digest imageId;

  @BeforeAll
  static void pushAndEnrol() throws Exception {
    Dockerd.assumeAvailable();
    RealRegistry.assumeAvailable();
    Commands.assumeAvailable("skopeo");
    assumeTrue(Files.exists(ALPINE), "left out: no images at " + Launcher.DATA);
    assumeTrue(Files.isWritable(Path.of("/run")), "needs root");
    port = RunningServer.freePort();
    int agents = RunningServer.freePort();
    String token = AccessToken.generate();
    Path data = Files.createDirectories(work.resolve("data"));
    Files.writeString(data.resolve("admin-token.sha256"), AccessToken.hash(token));
    registry =
        RealRegistry.start(
            URI.create("http://127.0.0.1:" + port + "/webhooks/distribution"),
            Map.of("Authorization", "Bearer " + token));
    options =
        List.of(
            "--data",
            data.toString(),
            "--db",
            Advisories.build(work).toString(),
            "--registry",
            registry.uri().toString(),
            "--agent-port",
            Integer.toString(agents));
    server = RunningServer.start(work, port, token, options);
    image = registry.reference("team/app", "1");
    Skopeo.push(layered(), image);

    Path docker = Files.createDirectory(work.resolve("docker"));
    Path config = HostAgent.configure(work, agents, docker, SOCKET);
    HostAgent.enrol(server, config, HOST);
    agent = HostAgent.start(config, SOCKET);
    dockerd = Dockerd.start(docker, "overlay2", "--authorization-plugin=" + PLUGIN);
  }

  @AfterAll
  static void stop() throws Exception {
    if (dockerd != null) {
      dockerd.close();
    }
    if (agent != null) {
      System.out.println(agent.log());
      agent.close();
    }
    if (registry != null) {
      registry.close();
    }
    if (server != null) {
      server.close();
    }
    Files.deleteIfExists(SOCKET);
  }

  @Test
  @Order(1)
  void whatWasPushedIsWhatTheHostMeasures() throws Exception {
    JsonNode images = server.await("/images", found -> found.path("images").size() == 1);
    manifest = Digest.parse(images.path("images").path(0).path("digest").asText());
    server.await(TrustApi.BASELINES + "/" + manifest, found -> true);
    Baseline baseline = baseline();
    assertThat(baseline.loadable()).isTrue();

    var pulled = dockerd.run("pull", image);
    assertThat(pulled.output()).contains("Downloaded newer image");
    imageId = baseline.image().imageId();
    assertThat(dockerd.run("inspect", "--format={{.Id}}", image).output().strip())
        .isEqualTo(imageId.toString());
    JsonNode report = history(entry -> entry.path("occasion").asText().equals("PULL"));
    assertThat(report.path("measured").asText()).isEqualTo(baseline.image().trust().toString());
    assertThat(report.path("breaches")).isEmpty();
    assertThat(run()).isEqualTo("3.10.4\n");
    assertThat(dockerd.run("create", "--name=kept", "--network=none", image).code()).isZero();
    assertThat(dockerd.run("start", "kept").code()).isZero();
    assertThat(server.get(ALERTS).path("alerts")).isEmpty();
  }

  @Test
  @Order(2)
  void oneByteOfAFile() throws Exception {
    tampered("printf X | dd of=etc/issue conv=notrunc", 0, "CONTENT", "etc/issue");
  }

  @Test
  @Order(3)
  void theModeOfAProgram() throws Exception {
    tampered("chmod u+s bin/busybox", 0, "MODE 0755 → 4755", "bin/busybox");
  }

  @Test
  @Order(4)
  void directoriesOfTwoLayersExchanged() throws Exception {
    Path layers = dockerd.data().resolve("image/overlay2/layerdb/sha256");
    tampered(
        "cd %s; cp %2$s/cache-id c; cp %3$s/cache-id %2$s/cache-id; mv c %3$s/cache-id"
            .formatted(layers, chain(1).hex(), chain(2).hex()),
        1,
        "ADDED etc",
        "etc");
  }

  @Test
  @Order(5)
  void theConfigurationOfTheImage() throws Exception {
    Path config = dockerd.data().resolve("image/overlay2/imagedb/content/sha256");
    tampered("echo ' ' >> " + config.resolve(imageId.hex()), -1, "the configuration of", "");
  }

  @Test
  @Order(6)
  void whichLayersLieBelow() throws Exception {
    tampered("sed -i 's/:.*//' ../lower", 2, "lower is", "");
  }

  @Test
  @Order(7)
  void whoeverAcknowledgesAnAlertHearsOfTheNextTampering() throws Exception {
    JsonNode open = server.get(ALERTS + "&image=" + manifest).path("alerts").path(0);
    String alert = "/alerts/" + open.path("id").asText();
    var answer = server.send("POST", alert + "/acknowledgement", "{\"comment\":\"a drill\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(server.get(alert).path("state").asText()).isEqualTo("acknowledged");
    String again = open.path("evidence").path("layer").asText("-1");
    assertThat(again).isEqualTo("2");
    tampered("sed -i 's/:.*//' ../lower", 2, "lower is", "");
    assertThat(server.get(alert).path("state").asText()).isEqualTo("open");
  }

  @Test
  @Order(8)
  void withoutTheServiceTheAgentDecidesAndReportsLater() throws Exception {
    server.stop();
    assertThat(run()).isEqualTo("3.10.4\n");
    try (StoreBackup _ = StoreBackup.of(dockerd.data())) {
      change("echo evil > usr/bin/offline", 0);
      denied("ADDED usr/bin/offline", 0);
    }
    assertThat(run()).isEqualTo("3.10.4\n");

    server = RunningServer.start(work, port, server.token(), options);
    alert(0, "usr/bin/offline", "ADDED usr/bin/offline");
    for (String action : List.of("DENIED", "ALLOWED")) {
      history(
          entry ->
              entry.path("decision").path("offline").asBoolean()
                  && entry.path("decision").path("action").asText().equals(action));
    }
  }

  @Test
  @Order(9)
  void afterAllThatTheAgentIsSmall() throws Exception {
    System.out.println("resident memory of the agent: " + agent.resident() + " KiB");
    assertThat(agent.resident()).isLessThan(128 * 1024);
  }

  /** Changes something, tries to start, and puts everything back. */
  private static void tampered(String command, int layer, String named, String path)
      throws Exception {
    try (StoreBackup _ = StoreBackup.of(dockerd.data())) {
      change(command, Math.max(layer, 0));
      denied(named, layer);
      alert(layer, path, named);
    }
    assertThat(run()).as("undone: " + command).isEqualTo("3.10.4\n");
    assertThat(dockerd.run("start", "kept").code()).as("undone: " + command).isZero();
  }

  private static void change(String command, int layer) throws Exception {
    Path diff = dockerd.layer(chain(layer));
    Commands.run(SECONDS, List.of("bash", "-c", "cd " + diff + " && { " + command + "; }"));
  }

  private static void denied(String named, int layer) throws IOException {
    for (List<String> command : List.of(List.of("run", "--rm", image), List.of("start", "kept"))) {
      var result = dockerd.run(command.toArray(String[]::new));
      assertThat(result.code()).as(command.toString()).isNotZero();
      assertThat(result.output())
          .as(command.toString())
          .contains("authorization denied", layer < 0 ? "image: " : "layer " + layer + " ", named);
    }
  }

  /** Waits until people can see that a layer, or the image as such, was tampered with. */
  private static void alert(int layer, String path, String named) throws IOException {
    server.await(
        ALERTS,
        found ->
            found
                .path("alerts")
                .valueStream()
                .filter(one -> one.path("image").asText().equals(manifest.toString()))
                .filter(one -> one.path("evidence").path("host").asText().equals(HOST))
                .filter(one -> one.path("evidence").path("layer").asInt(-1) == layer)
                .filter(one -> one.path("evidence").path("path").asText().equals(path))
                .anyMatch(one -> one.path("title").asText().contains(named)));
  }

  private static JsonNode history(Predicate<JsonNode> wanted) throws IOException {
    String path = TrustApi.HOSTS + "/" + HOST + "/images/" + imageId;
    return server
        .await(path, found -> found.valueStream().anyMatch(wanted))
        .valueStream()
        .filter(wanted)
        .findFirst()
        .orElseThrow();
  }

  private static Baseline baseline() throws IOException {
    TrustKey[] keys = TrustJson.read(bytes(TrustApi.KEYS), TrustKey[].class);
    byte[] envelope = bytes(TrustApi.BASELINES + "/" + manifest);
    return new TrustKeys(List.of(keys)).baseline(TrustJson.read(envelope, Envelope.class));
  }

  private static byte[] bytes(String path) throws IOException {
    return server.send("GET", path, null).body().getBytes(StandardCharsets.UTF_8);
  }

  private static String run() throws IOException {
    return dockerd
        .run("run", "--rm", "--network=none", image, "cat", "/etc/alpine-release")
        .output();
  }

  /** Names a layer with those below it. */
  private static Digest chain(int layer) throws IOException {
    JsonNode diffIds =
        JSON.readTree(dockerd.run("inspect", "--format={{json .RootFS.Layers}}", image).output());
    List<Digest> digests = diffIds.valueStream().map(one -> Digest.parse(one.asText())).toList();
    return LayerMetadata.chain(digests).get(layer).chainId();
  }

  private static Path layered() throws IOException {
    byte[] middle = new TarWriter().folder("o").file("o/f", "f").hardLink("o/g", "o/f").bytes();
    byte[] top = new TarWriter().folder("usr").file("usr/t", "top").file("etc/.wh.motd").bytes();
    return DerivedImage.onTop(ALPINE, List.of(middle, top), work.resolve("image.tar"));
  }
}
