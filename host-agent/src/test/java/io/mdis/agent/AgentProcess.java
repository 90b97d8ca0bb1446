package io.mdis.agent;

import io.mdis.fixtures.Commands;
import io.mdis.trust.protocol.EnrolmentToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The agent as a process of its own, started as {@code host-agent/deploy/mdis-agent} does. */
final class AgentProcess implements AutoCloseable {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(30);
  private static final int STOPS_WITHIN_SECONDS = 10;
  private static final int SECONDS = 60;

  private final Path log;
  private final Process process;

  private AgentProcess(Path log, Process process) {
    this.log = log;
    this.process = process;
  }

  /** Starts it and waits for its socket. */
  static AgentProcess start(Path config, Path socket, Path log) throws IOException {
    Files.deleteIfExists(socket);
    ProcessBuilder builder =
        new ProcessBuilder(command("run", "--config", config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("MALLOC_ARENA_MAX", "1");
    Process process = builder.start();
    AgentProcess agent = new AgentProcess(log, process);
    if (Commands.awaitReady(process, STARTS_WITHIN, () -> Files.exists(socket))) {
      return agent;
    }
    agent.close();
    throw new IOException("the agent doesn't start: " + agent.log());
  }

  /** Enrols a host, with a token that is written to a file in a folder. */
  static Commands.Result enrol(Path config, EnrolmentToken token, Path folder, String host)
      throws IOException {
    Path file = Files.writeString(folder.resolve("token"), token.text());
    return run(
        "enrol", "--config", config.toString(), "--token-file", file.toString(), "--host", host);
  }

  /** Runs another of its commands. */
  static Commands.Result run(String... arguments) throws IOException {
    return Commands.result(SECONDS, command(arguments));
  }

  String log() throws IOException {
    return Files.readString(log, StandardCharsets.UTF_8);
  }

  /** Resident memory in KiB. */
  long resident() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Ends it without a chance to do anything more. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    Commands.stop(process, STOPS_WITHIN_SECONDS);
  }

  static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "@" + Path.of("deploy/agent.jvm").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
