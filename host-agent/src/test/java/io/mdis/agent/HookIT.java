package io.mdis.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mdis.fixtures.Commands;
import io.mdis.image.archive.Archives;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.measurement.image.PushedImageMeasurement;
import io.mdis.measurement.tar.MeasurementLimits;
import io.mdis.measurement.tar.TarMeasurement;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container of buildah's store, started by a real runtime whose hook asks the agent. */
class HookIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path ALPINE =
      Path.of(System.getProperty("mdis.shared.data"), "images/alpine-310.tar.gz");

  @TempDir Path folder;
  private ScriptedTrustService service;
  private AgentProcess agent;
  private String container;

  @BeforeEach
  void start() throws Exception {
    Commands.assumeAvailable("buildah");
    Commands.assumeAvailable("runc");
    assumeTrue(Files.exists(ALPINE), "needs the shared Alpine images");
    assumeTrue(Files.isWritable(Path.of("/run")), "needs root");
    Path archive = folder.resolve("alpine.tar");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(ALPINE))) {
      Files.copy(in, archive);
    }
    service = new ScriptedTrustService();
    LayerStore store = new LayerStore(folder.resolve("store"), 1L << 30, LayerLimits.DEFAULT);
    try (var image = Archives.open(archive)) {
      service.baseline(
          new PushedImageMeasurement(store, new TarMeasurement(folder, MeasurementLimits.DEFAULT))
              .measure(image, Files.createDirectory(folder.resolve("pushed"))));
    }
    Path config = configure();
    AgentProcess.enrol(config, service.token, folder, "node-8.example");
    agent = AgentProcess.start(config, folder.resolve("hook.sock"), folder.resolve("agent.log"));
    buildah("pull", "docker-archive:" + archive);
    String name = buildah("from", "localhost/alpine:3.10").strip();
    container = buildah("inspect", "--format", "{{.ContainerID}}", name).strip();
    bundle(buildah("mount", name).strip());
  }

  @AfterEach
  void stop() throws Exception {
    if (container != null) {
      buildah("umount", "--all");
    }
    if (agent != null) {
      System.out.println(agent.log());
      agent.close();
    }
    if (service != null) {
      service.close();
    }
  }

  @Test
  void aTamperedContainerIsNotStarted() throws Exception {
    assertThat(runtime().output()).isEqualTo("3.10.4\n");
    Path file;
    try (var layers = Files.list(folder.resolve("root/overlay"))) {
      file =
          layers
              .map(layer -> layer.resolve("diff/etc/alpine-release"))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
    }
    var time = Files.getLastModifiedTime(file);
    Files.writeString(file, "3.10.5\n");
    assertThat(runtime().output())
        .contains("etc/alpine-release", "layer 0")
        .doesNotContain("3.10.5");
    Files.writeString(file, "3.10.4\n");
    Files.setLastModifiedTime(file, time);
    assertThat(runtime().output()).isEqualTo("3.10.4\n");
    agent.kill();
    assertThat(runtime().output()).contains("the agent can't be asked");
  }

  private Commands.Result runtime() throws Exception {
    return Commands.result(
        60,
        List.of(
            "runc",
            "--root",
            folder.resolve("runc").toString(),
            "run",
            "--bundle",
            folder.resolve("bundle").toString(),
            container));
  }

  private String buildah(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("buildah", "--storage-driver", "overlay"));
    command.addAll(List.of("--root", folder.resolve("root").toString()));
    command.addAll(List.of("--runroot", folder.resolve("run").toString()));
    command.addAll(List.of(arguments));
    return Commands.run(60, command);
  }

  private void bundle(String root) throws Exception {
    Path bundle = Files.createDirectory(folder.resolve("bundle"));
    Commands.run(20, List.of("runc", "spec", "--bundle", bundle.toString()));
    ObjectNode spec = (ObjectNode) JSON.readTree(Files.readAllBytes(bundle.resolve("config.json")));
    ((ObjectNode) spec.path("root")).put("path", root).put("readonly", true);
    ObjectNode process = (ObjectNode) spec.path("process");
    process.put("terminal", false).putArray("args").add("cat").add("/etc/alpine-release");
    ObjectNode hook = spec.putObject("hooks").putArray("createRuntime").addObject();
    List<String> command =
        AgentProcess.command("hook", "--socket", folder.resolve("hook.sock").toString());
    hook.put("path", command.getFirst());
    command.forEach(hook.putArray("args")::add);
    Files.write(bundle.resolve("config.json"), JSON.writeValueAsBytes(spec));
  }

  private Path configure() throws Exception {
    return Files.writeString(
        folder.resolve("agent.yaml"),
        """
        service: %1$s
        state: %2$s/state
        plugin-socket: %2$s/plugin.sock
        hook-socket: %2$s/hook.sock
        engine: {kind: containers-storage, socket: %2$s/none.sock, root: %2$s/root}
        policy:
          on-failure: closed
          otherwise: {mode: enforce}
        """
            .formatted(service.uri(), folder));
  }
}
