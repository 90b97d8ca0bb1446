package io.mdis.measurement.docker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Docker engine of the test's own, with its own data, that is stopped with it. */
final class Dockerd implements AutoCloseable {
  private final Path folder;
  private final Process process;

  private Dockerd(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /** Starts it; null, with the reason on standard error, where that can't be done. */
  static Dockerd start(Path folder) throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "dockerd",
                  "--storage-driver=overlay2",
                  "--iptables=false",
                  "--bridge=none",
                  "--data-root=" + folder.resolve("data"),
                  "--exec-root=" + folder.resolve("exec"),
                  "--pidfile=" + folder.resolve("pid"),
                  "--host=unix://" + folder.resolve("d.sock"))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
    } catch (IOException e) {
      return null;
    }
    Dockerd dockerd = new Dockerd(folder, process);
    for (int i = 0; i < 300 && process.isAlive(); i++) {
      if (Files.exists(folder.resolve("d.sock")) && dockerd.run("version").code() == 0) {
        return dockerd;
      }
      Thread.sleep(100);
    }
    dockerd.close();
    return null;
  }

  record Result(int code, String output) {}

  Path data() {
    return folder.resolve("data");
  }

  Path pidFile() {
    return folder.resolve("pid");
  }

  Result run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of("--host", "unix://" + folder.resolve("d.sock")));
    command.addAll(List.of(arguments));
    return execute(folder, command);
  }

  static Result execute(Path folder, List<String> command) throws Exception {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    String output = Files.readString(out, java.nio.charset.StandardCharsets.ISO_8859_1);
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
