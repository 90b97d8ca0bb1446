package io.mdis.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mdis.agent.outbox.Outbox;
import io.mdis.fixtures.Commands;
import io.mdis.fixtures.Dockerd;
import io.mdis.trust.protocol.LoggedSecret;
import io.mdis.trust.protocol.LoggedSecretsReport;
import io.mdis.trust.protocol.TrustJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers of a real Docker print credentials, with each of its drivers. */
class ContainerLogsIT {
  private static final Path ALPINE =
      Path.of(System.getProperty("mdis.shared.data"), "images/alpine-310.tar.gz");
  private static final int SECONDS = 60;

  // Made up, and written in two so that nobody takes this file for a leak.
  private static final String PASSWORD = "hunter-" + "Vq8#kTz2Lw";
  private static final String URL = "postgres://app:" + PASSWORD + "@db.internal:5432/app";

  @TempDir static Path folder;
  private static Dockerd dockerd;
  private static Path config;

  @BeforeAll
  static void start() throws Exception {
    Dockerd.assumeAvailable();
    assumeTrue(Files.exists(ALPINE), "needs the shared Alpine images");
    dockerd = Dockerd.start(Files.createDirectory(folder.resolve("docker")), "overlay2");
    Commands.run(SECONDS, dockerd.command("load", "-i", ALPINE.toString()));
    String image = dockerd.run("images", "-q").output().strip();
    dockerd.run("tag", image, "team/app:1");
    config =
        Files.writeString(
            folder.resolve("agent.yaml"),
            """
            service: https://localhost:1
            state: %s
            engine: {socket: %s, root: %s}
            policy: {on-failure: open, otherwise: {mode: warn}}
            """
                .formatted(folder.resolve("state"), dockerd.socket(), dockerd.data()));
  }

  @AfterAll
  static void stop() {
    if (dockerd != null) {
      dockerd.close();
    }
  }

  @Test
  void whatContainersPrintIsToldOnceAndRedacted() throws Exception {
    print("json-file", "connecting to " + URL);
    print("local", "connecting to " + URL);
    print("json-file", "nothing to see");

    Commands.Result first = scan();
    assertThat(first.code()).as(first.output()).isZero();
    assertThat(first.output())
        .contains("3 containers, 3 new records, 2 credentials", "team/app:1")
        .doesNotContain(PASSWORD);
    List<LoggedSecretsReport> reports = reports();
    assertThat(reports).hasSize(2).allMatch(report -> report.references().contains("team/app:1"));
    assertThat(reports)
        .flatExtracting(LoggedSecretsReport::secrets)
        .extracting(LoggedSecret::hash)
        .as("the same credential has the same name")
        .hasSize(2)
        .containsOnly(reports.getFirst().secrets().getFirst().hash());
    assertThat(everythingKept()).doesNotContain(PASSWORD);

    assertThat(scan().output()).contains("3 containers, 0 new records, 0 credentials");
    print("local", "again: " + URL);
    assertThat(scan().output()).contains("4 containers, 1 new records, 1 credentials");
  }

  private static Commands.Result scan() throws IOException {
    return AgentProcess.run("scan-logs", "--config", config.toString());
  }

  private static void print(String driver, String line) throws IOException {
    Commands.Result result =
        dockerd.run("run", "--network=none", "--log-driver=" + driver, "team/app:1", "echo", line);
    assertThat(result.code()).as(result.output()).isZero();
  }

  private static List<LoggedSecretsReport> reports() throws IOException {
    Outbox outbox = Outbox.open(folder.resolve("state/outbox"), 1 << 20, Clock.systemUTC());
    List<LoggedSecretsReport> reports = new ArrayList<>();
    for (var next = outbox.oldest(); next.isPresent(); next = outbox.oldest()) {
      assertThat(next.get().kind()).isEqualTo(Outbox.Kind.SECRETS);
      reports.add(TrustJson.read(next.get().json().toBytes(), LoggedSecretsReport.class));
      outbox.delivered(next.get());
    }
    return reports;
  }

  private static String everythingKept() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
