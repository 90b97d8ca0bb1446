package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.fixtures.Commands;
import io.mdis.fixtures.Dockerd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** {@code ./mdis agent run} as a child process, which a Docker of the test asks. */
final class HostAgent implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
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
   * @param plugin by which it will ask
   */
  static Path configure(Path folder, int service, Path docker, String plugin) throws IOException {
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
            .formatted(service, folder, socket(plugin), docker));
  }

  /** Enrols the host with a token. */
  static void enrol(Path config, String token, String host) throws Exception {
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
  static HostAgent start(Path config, String plugin) throws IOException {
    Path log = config.resolveSibling("agent.log");
    Process process =
        Launcher.command(List.of("agent", "run", "--config", config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    HostAgent agent = new HostAgent(log, process);
    if (Commands.awaitReady(process, STARTS_WITHIN, () -> Files.exists(socket(plugin)))) {
      return agent;
    }
    agent.close();
    throw new IOException("the agent doesn't start: " + agent.log());
  }

  /** Where Docker looks for a plugin. */
  static Path socket(String plugin) {
    return Path.of("/run/docker/plugins", plugin + ".sock");
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() {
    Commands.stop(process, STOPS_WITHIN_SECONDS);
  }
}
