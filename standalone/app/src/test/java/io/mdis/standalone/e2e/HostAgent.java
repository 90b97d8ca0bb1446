package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.fixtures.Commands;
import io.mdis.fixtures.Dockerd;
import io.mdis.trust.protocol.TrustApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code ./mdis agent run} as a child process, which a Docker of the test asks. */
final class HostAgent implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
  private static final Duration WRITES_WITHIN = Duration.ofSeconds(60);
  private static final int STOPS_WITHIN_SECONDS = 20;

  private final Path log;
  private final Process process;

  private HostAgent(Path log, Process process) {
    this.log = log;
    this.process = process;
  }

  /**
   * Writes a configuration that lets nothing start of which nothing can be said.
   *
   * @param folder existing, for all that the agent keeps
   * @param service port of the trust service for hosts
   * @param docker folder of the {@link Dockerd} that will ask
   * @param socket at which it will ask
   */
  static Path configure(Path folder, int service, Path docker, Path socket) throws IOException {
    return Files.writeString(
        folder.resolve("agent.yaml"),
        """
        service: https://127.0.0.1:%1$d
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
            .formatted(service, folder, socket, docker));
  }

  /** Gets a token from a server and enrols the host with it. */
  static void enrol(RunningServer server, Path config, String host) throws Exception {
    var answer = server.send("POST", TrustApi.ENROLMENT_TOKENS, "{\"host\":\"" + host + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    String token = JSON.readTree(answer.body()).path("token").asText();
    Path file = Files.writeString(config.resolveSibling("token"), token);
    Launcher.Outcome enrolled =
        Launcher.run(
            config.getParent(),
            "agent",
            "enrol",
            "--config",
            config.toString(),
            "--token-file",
            file.toString(),
            "--host",
            host);
    assertThat(enrolled.exitCode()).as(enrolled.err()).isZero();
    assertThat(enrolled.out()).contains("enrolled Identity[" + host);
    Files.delete(file);
  }

  /** Starts it and waits until Docker can ask. */
  static HostAgent start(Path config, Path socket) throws IOException {
    Path log = config.resolveSibling("agent.log");
    Process process =
        Launcher.command(List.of("agent", "run", "--config", config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    HostAgent agent = new HostAgent(log, process);
    if (Commands.awaitReady(process, STARTS_WITHIN, () -> Files.exists(socket))) {
      return agent;
    }
    agent.close();
    throw new IOException("the agent doesn't start: " + agent.log());
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** Waits until it has written something. */
  void awaitLog(String words) throws IOException {
    boolean written = Commands.awaitReady(process, WRITES_WITHIN, () -> said(words));
    assertThat(written).as("\"" + words + "\" in " + log()).isTrue();
  }

  private boolean said(String words) {
    try {
      return log().contains(words);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Resident memory in KiB. */
  long resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    Commands.stop(process, STOPS_WITHIN_SECONDS);
  }
}
