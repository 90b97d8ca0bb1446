package io.mdis.standalone.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service as a process of its own, from its packaged jar, set up by its environment alone. */
final class ServiceProcess implements AutoCloseable {
  private static final String HEAP = "-Xmx256m";

  private final Process process;
  private final Path log;

  private ServiceProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Whether the module was packaged. */
  static boolean isPackaged(String module) {
    return Files.isRegularFile(jar(module));
  }

  /** Starts the service of a module; it may not be ready yet. */
  static ServiceProcess start(Path work, String module, Map<String, String> environment)
      throws IOException {
    Path folder = Files.createTempDirectory(work, module.replace('/', '-'));
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar(module).toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("MDIS_WORKER_LAYER_STORE_DIRECTORY", folder + "/layers");
    builder.environment().putAll(environment);
    return new ServiceProcess(builder.start(), log);
  }

  private static Path jar(String module) {
    return Launcher.PROJECT.resolve(module + "/target/quarkus-app/quarkus-run.jar");
  }

  /** Lines of its log that have a text in them. */
  List<String> lines(String text) throws IOException {
    List<String> found = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      if (line.contains(text)) {
        found.add(line);
      }
    }
    return found;
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL, as a node that is lost. */
  void kill() {
    process.destroyForcibly();
    await(20);
  }

  /** SIGTERM, as a rolling upgrade does it. */
  void stop() {
    process.destroy();
    await(60);
  }

  private void await(int seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a service did not end within " + seconds + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
