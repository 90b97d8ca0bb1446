package io.mdis.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Docker engine of the test's own that asks an authorization plugin. */
final class TestDockerd implements AutoCloseable {
  private final Path folder;
  private final String plugin;
  private Process process;

  record Result(int code, String output) {}

  /**
   * Not started yet.
   *
   * @param folder for its data
   * @param plugin name of the authorization plugin
   */
  TestDockerd(Path folder, String plugin) {
    this.folder = folder;
    this.plugin = plugin;
  }

  /** Starts it; false where that can't be done. */
  boolean start() throws Exception {
    try {
      process =
          new ProcessBuilder(
                  "dockerd",
                  "--storage-driver=overlay2",
                  "--iptables=false",
                  "--bridge=none",
                  "--authorization-plugin=" + plugin,
                  "--data-root=" + data(),
                  "--exec-root=" + folder.resolve("exec"),
                  "--pidfile=" + pidFile(),
                  "--host=unix://" + socket())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
              .start();
    } catch (IOException e) {
      return false;
    }
    for (int i = 0; i < 300 && process.isAlive(); i++) {
      if (Files.exists(socket()) && run("version").code() == 0) {
        return true;
      }
      Thread.sleep(100);
    }
    close();
    return false;
  }

  Path data() {
    return folder.resolve("data");
  }

  Path pidFile() {
    return folder.resolve("pid");
  }

  Path socket() {
    return folder.resolve("d.sock");
  }

  String log() throws IOException {
    return Files.readString(folder.resolve("log"), StandardCharsets.UTF_8);
  }

  Result run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("docker", "--host", "unix://" + socket()));
    command.addAll(List.of(arguments));
    return execute(folder, command);
  }

  static Result execute(Path folder, List<String> command) throws Exception {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    String output = Files.readString(out, StandardCharsets.ISO_8859_1);
    Files.delete(out);
    return new Result(process.waitFor(), output);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
