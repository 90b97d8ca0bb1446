package io.mdis.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mdis.fixtures.Commands;
import io.mdis.fixtures.DerivedImage;
import io.mdis.fixtures.Dockerd;
import io.mdis.fixtures.RealRegistry;
import io.mdis.fixtures.Skopeo;
import io.mdis.fixtures.StoreBackup;
import io.mdis.fixtures.TarWriter;
import io.mdis.image.archive.Archives;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.measurement.docker.Check;
import io.mdis.measurement.image.PushedImage;
import io.mdis.measurement.image.PushedImageMeasurement;
import io.mdis.measurement.tar.MeasurementLimits;
import io.mdis.measurement.tar.TarMeasurement;
import io.mdis.trust.protocol.AlertReport;
import io.mdis.trust.protocol.Breach;
import io.mdis.trust.protocol.MeasuredImage;
import io.mdis.trust.protocol.MeasurementReport;
import io.mdis.trust.protocol.MeasurementReport.Decision.Action;
import io.mdis.trust.protocol.MeasurementReport.Occasion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * An image pushed to a registry, pulled by a real Docker that asks the agent, and tampered with: it
 * starts no more, the file is named, and undone it starts again.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AgentIT {
  private static final Path ALPINE =
      Path.of(System.getProperty("mdis.shared.data"), "images/alpine-310.tar.gz");
  private static final String PLUGIN = "mdis-it-" + ProcessHandle.current().pid();
  private static final Path SOCKET = Path.of("/run/docker/plugins", PLUGIN + ".sock");

  private static final int SECONDS = 60;

  @TempDir static Path folder;
  private static ScriptedTrustService service;
  private static RealRegistry registry;
  private static AgentProcess agent;
  private static Dockerd dockerd;
  private static PushedImage pushed;
  private static String image;
  private static Path config;

  @BeforeAll
  static void start() throws Exception {
    Dockerd.assumeAvailable();
    for (String program : List.of("skopeo", "docker-registry", "setfattr")) {
      Commands.assumeAvailable(program);
    }
    assumeTrue(Files.exists(ALPINE), "needs the shared Alpine images");
    assumeTrue(Files.isWritable(Path.of("/run")), "needs root");
    service = new ScriptedTrustService();
    registry = RealRegistry.start();
    Path archive = push();
    pushed = measure(archive);
    service.baseline(pushed);
    config = configure();
    var enrolled = AgentProcess.enrol(config, service.token, folder, "node-7.example");
    assertThat(enrolled.output()).contains("enrolled Identity[node-7.example");
    agent = AgentProcess.start(config, SOCKET, folder.resolve("agent.log"));
    Path docker = Files.createDirectory(folder.resolve("docker"));
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
    if (service != null) {
      service.close();
    }
    Files.deleteIfExists(SOCKET);
  }

  @Test
  @Order(1)
  void whatIsPulledIsMeasuredAndIsWhatWasPushed() throws Exception {
    assertThat(dockerd.run("pull", image).output()).contains("Downloaded newer image");
    // It may have come before the agent heard the engine's events; from then on each pull is told.
    await(() -> !service.reports.isEmpty());
    assertThat(dockerd.run("rmi", image).code()).isZero();
    assertThat(dockerd.run("pull", image).output()).contains("Downloaded newer image");
    await(() -> service.reports.stream().anyMatch(r -> r.occasion() == Occasion.PULL));
    MeasurementReport report = service.reports.getLast();
    assertThat(report.image()).isEqualTo(MeasuredImage.of(pushed.measurement()));
    assertThat(report.references()).contains(image);
    assertThat(report.breaches()).isEmpty();
    assertThat(run().output()).isEqualTo("3.10.4\n");
    assertThat(dockerd.run("create", "--name=kept", "--network=none", image).code()).isZero();
    assertThat(dockerd.run("start", "-a", "kept").code()).isZero();
  }

  @Test
  @Order(2)
  void files() throws Exception {
    tampered(
        "touch -r etc/alpine-release ../t; printf EVIL | dd of=etc/alpine-release conv=notrunc;"
            + " touch -r ../t etc/alpine-release; rm ../t",
        0,
        "etc/alpine-release: CONTENT");
    tampered("echo evil > usr/bin/evil", 0, "ADDED usr/bin/evil");
    tampered("rm etc/issue", 0, "REMOVED etc/issue");
    tampered("chmod u+s bin/busybox", 0, "bin/busybox: MODE 0755 → 4755");
    tampered("chown 7 bin/busybox", 0, "OWNER 0 → 7");
    tampered("find . -mindepth 1 -delete; mkdir bin; echo evil > bin/sh", 0, "REMOVED bin/arch");
    tampered("setfattr -n trusted.overlay.opaque -v y usr", 2, "CHANGED usr: OPAQUE");
    tampered("setfattr -n trusted.overlay.redirect -v /etc usr", 2, "trusted.overlay.redirect");
  }

  @Test
  @Order(3)
  void structure() throws Exception {
    String link = "../../l/" + Files.readString(diff(0).resolveSibling("link")).strip();
    tampered(
        "ln -sfT ../" + diff(1).getParent().getFileName() + "/diff " + link,
        0,
        Check.SHORT_LINK,
        "must be");
    tampered("sed -i 's/:.*//' ../lower", 2, Check.LOWER, "lower is");
    String chain = "../../../image/overlay2/layerdb/sha256/";
    String one = chain + pushed.measurement().layers().get(1).metadata().chainId().hex();
    String two = chain + pushed.measurement().layers().get(2).metadata().chainId().hex();
    tampered(
        "cp %1$s/cache-id ../c; cp %2$s/cache-id %1$s/cache-id; mv ../c %2$s/cache-id"
            .formatted(one, two),
        1,
        "ADDED etc");
    bindMount();
  }

  @Test
  @Order(4)
  void configuration() throws Exception {
    String file =
        "../../../image/overlay2/imagedb/content/sha256/" + pushed.measurement().imageId().hex();
    tampered("echo ' ' >> " + file, Breach.IMAGE, Check.IMAGE_CONFIG, "the configuration of");
  }

  @Test
  @Order(5)
  void requestsThatHideWhatTheyDo() throws Exception {
    shell("cd " + diff(0) + " && cp -p etc/issue ../issue && echo evil >> etc/issue");
    try {
      assertThat(post("/v1.41/containers/kept/st%61rt", null)).contains("etc/issue", "403");
      assertThat(post("/v1.41/containers/%6bept/start", null)).contains("etc/issue", "403");
      assertThat(post("/v9.99/containers/kept/restart", null)).contains("etc/issue", "403");
      assertThat(post("http://x/containers/kept/start", null)).contains("403");
      assertThat(post("/v1.41/containers/create", "")).contains("403", "no body");
      assertThat(post("/v1.41/containers/create", "{\"Image\":\"x\",\"image\":\"" + image + "\"}"))
          .contains("403", "more than once");
      String large = "{\"Image\":\"" + image + "\",\"x\":\"" + "x".repeat((1 << 20) + 1000) + "\"}";
      post("/v1.41/containers/create?name=large", large); // The answer may be lost: it hangs up.
      assertThat(dockerd.run("inspect", "large").output()).contains("No such object: large");
      await(() -> agentLog().contains("the engine doesn't show of what"));
    } finally {
      shell("cd " + diff(0) + " && mv ../issue etc/issue");
    }
    assertThat(run().output()).isEqualTo("3.10.4\n");
  }

  @Test
  @Order(6)
  void theServiceIsAway() throws Exception {
    service.away();
    int known = service.reports.size();
    int alerts = service.alerts.size();
    assertThat(run().output()).isEqualTo("3.10.4\n");
    shell("cd " + diff(0) + " && cp -p etc/issue ../issue && echo evil >> etc/issue");
    assertThat(run().output()).contains("CHANGED etc/issue", "layer 0");
    agent.kill();
    agent = AgentProcess.start(config, SOCKET, folder.resolve("agent.log"));
    assertThat(run().output()).contains("CHANGED etc/issue");
    shell("cd " + diff(0) + " && mv ../issue etc/issue");
    assertThat(run().output()).isEqualTo("3.10.4\n");
    service.up();
    await(() -> service.alerts.size() >= alerts + 2);
    await(() -> service.reports.size() >= known + 4);
    assertThat(service.reports.stream().skip(known).map(MeasurementReport::decision))
        .filteredOn(d -> d != null && d.offline())
        .extracting(MeasurementReport.Decision::action)
        .contains(Action.ALLOWED, Action.DENIED);
  }

  @Test
  @Order(7)
  void aServiceThatLiesIsNotBelieved() throws Exception {
    service.forged = true;
    try {
      shell("cd " + diff(0) + " && cp -p etc/issue ../issue && echo evil >> etc/issue");
      assertThat(run().output()).contains("CHANGED etc/issue");
    } finally {
      shell("cd " + diff(0) + " && mv ../issue etc/issue");
      service.forged = false;
    }
    assertThat(run().output()).isEqualTo("3.10.4\n");
    Path kept = folder.resolve("state/baselines/" + pushed.measurement().imageId().hex() + ".json");
    service.away();
    try {
      String was = Files.readString(kept);
      Files.writeString(kept, was.replaceFirst("\"payload\":\"..", "\"payload\":\"eY"));
      assertThat(run().output()).contains("is UNKNOWN");
      Files.writeString(kept, was);
      assertThat(run().output()).isEqualTo("3.10.4\n");
    } finally {
      service.up();
    }
  }

  @Test
  @Order(8)
  void whatRestartsByItselfIsCheckedBeforeAndStoppedAfter() throws Exception {
    assertThat(
            dockerd
                .run(
                    "run",
                    "-d",
                    "--restart=always",
                    "--network=none",
                    "--name=again",
                    image,
                    "sleep",
                    "1000")
                .code())
        .isZero();
    assertThat(check().code()).isZero();
    dockerd.close();
    shell("cd " + diff(0) + " && cp -p etc/issue ../issue && echo evil >> etc/issue");
    var checked = check();
    assertThat(checked.code()).isEqualTo(1);
    assertThat(checked.output()).contains("CHANGED etc/issue", "container ");
    dockerd.startAgain();
    await(() -> service.reports.stream().anyMatch(r -> action(r) == Action.STOPPED));
    shell("cd " + diff(0) + " && mv ../issue etc/issue");
    dockerd.run("rm", "-f", "again");
  }

  @Test
  @Order(9)
  void littleMemoryIsEnough() throws Exception {
    assertThat(agent.alive()).isTrue();
    System.out.println("resident memory of the agent: " + agent.resident() + " KiB");
    assertThat(agent.resident()).isLessThan(200_000);
  }

  private static Action action(MeasurementReport report) {
    return report.decision() == null ? null : report.decision().action();
  }

  private static Commands.Result check() throws Exception {
    return AgentProcess.run("check-before-start", "--config", config.toString());
  }

  private static Commands.Result run() throws Exception {
    return dockerd.run("run", "--rm", "--network=none", image, "cat", "/etc/alpine-release");
  }

  private static void tampered(String command, int layer, String named) throws Exception {
    tampered(command, layer, Check.FILES, named);
  }

  /** Runs a command in a layer's directory, tries to start, and puts everything back. */
  private static void tampered(String command, int layer, Check check, String named)
      throws Exception {
    Path diff = diff(Math.max(layer, 0));
    int alerts = service.alerts.size();
    try (StoreBackup _ = StoreBackup.of(dockerd.data())) {
      shell("cd " + diff + " && { " + command + "; }");
      denied(command, layer, check, named, alerts);
    }
    assertThat(run().output()).as("undone: " + command).isEqualTo("3.10.4\n");
    assertThat(dockerd.run("start", "-a", "kept").code()).as("undone: " + command).isZero();
  }

  private static void denied(String command, int layer, Check check, String named, int alerts)
      throws Exception {
    String where = layer < 0 ? "image: " : "layer " + layer + " ";
    for (Commands.Result result : List.of(run(), dockerd.run("start", "kept"))) {
      assertThat(result.code()).as(command).isNotZero();
      assertThat(result.output()).as(command).contains("authorization denied", where, named);
    }
    await(() -> service.alerts.size() > alerts);
    AlertReport alert = service.alerts.get(alerts);
    assertThat(alert.imageId()).isEqualTo(pushed.measurement().imageId());
    assertThat(alert.breaches())
        .as(command)
        .anySatisfy(
            breach -> {
              assertThat(breach.check()).isEqualTo(check.name());
              assertThat(breach.layer()).isEqualTo(layer);
              assertThat(breach.message()).contains(named);
            });
  }

  private static void bindMount() throws Exception {
    Path diff = diff(0);
    int alerts = service.alerts.size();
    shell("mkdir " + folder + "/x; mount --bind " + folder + "/x " + diff);
    try {
      denied("bind mount", 0, Check.MOUNT, "mounted", alerts);
    } finally {
      shell("umount " + diff);
    }
    assertThat(run().output()).isEqualTo("3.10.4\n");
  }

  private static String post(String uri, String body) throws Exception {
    String length = body == null ? "0" : Integer.toString(body.length());
    Path file = Files.writeString(folder.resolve("body"), body == null ? "" : body);
    return Commands.result(
            SECONDS,
            List.of(
                "bash",
                "-c",
                "{ printf 'POST "
                    + uri.replace("%", "%%")
                    + " HTTP/1.1\\r\\nHost: d\\r\\nConnection: close\\r\\nContent-Type:"
                    + " application/json\\r\\nContent-Length: "
                    + length
                    + "\\r\\n\\r\\n'; cat "
                    + file
                    + "; } | python3 -c 'import socket,sys; s=socket.socket(socket.AF_UNIX);"
                    + " s.connect(sys.argv[1]); b=sys.stdin.buffer.read();\nfor i in"
                    + " range(0, len(b), 65536):\n try: s.sendall(b[i:i+65536])\n except OSError:"
                    + " break\nprint(b\"\".join(iter(lambda: s.recv(65536), b\"\")))' "
                    + dockerd.socket()))
        .output();
  }

  private static String agentLog() {
    try {
      return agent.log();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void shell(String command) throws Exception {
    var result = Commands.result(SECONDS, List.of("bash", "-c", command));
    assertThat(result.code()).as(command + ": " + result.output()).isZero();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("nothing comes").isBefore(end);
      Thread.sleep(50);
    }
  }

  private static Path diff(int layer) throws Exception {
    return dockerd.layer(pushed.measurement().layers().get(layer).metadata().chainId());
  }

  private static Path configure() throws Exception {
    Path docker = folder.resolve("docker");
    return Files.writeString(
        folder.resolve("agent.yaml"),
        """
        service: %1$s
        state: %2$s/state
        plugin-socket: %3$s
        hook-socket: %2$s/hook.sock
        engine:
          socket: %4$s/d.sock
          root: %4$s/data
          pid-file: %4$s/pid
        policy:
          on-failure: closed
          otherwise: {mode: enforce}
        schedule: {look: PT1H, measure: P1D}
        """
            .formatted(service.uri(), folder, SOCKET, docker));
  }

  private static Path push() throws Exception {
    byte[] middle = new TarWriter().folder("o").file("o/f", "f").hardLink("o/g", "o/f").bytes();
    byte[] top = new TarWriter().folder("usr").file("usr/t", "top").file("etc/.wh.motd").bytes();
    Path archive = DerivedImage.onTop(ALPINE, List.of(middle, top), folder.resolve("image.tar"));
    image = registry.reference("team/app", "1");
    Skopeo.push(archive, image);
    return archive;
  }

  /** As the trust service does, from the tars. */
  private static PushedImage measure(Path archive) throws Exception {
    LayerStore store = new LayerStore(folder.resolve("store"), 1L << 30, LayerLimits.DEFAULT);
    Path lists = Files.createDirectory(folder.resolve("pushed"));
    try (var source = Archives.open(archive)) {
      return new PushedImageMeasurement(
              store, new TarMeasurement(folder, MeasurementLimits.DEFAULT))
          .measure(source, lists);
    }
  }
}
