package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code ./mdis} with arguments to its end. */
final class Launcher {
  static final Path PROJECT = Path.of(System.getProperty("mdis.project.directory"));
  static final Path DATA = Path.of(System.getProperty("mdis.shared.data"));

  /** What a finished command left behind. */
  record Outcome(int exitCode, String out, String err) {}

  private Launcher() {}

  static ProcessBuilder command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(PROJECT.resolve("mdis").toString());
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  static Outcome run(Path work, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile(work, "out", ".txt");
    Path err = Files.createTempFile(work, "err", ".txt");
    ProcessBuilder builder = command(List.of(arguments));
    builder.environment().put("MDIS_CACHE_DIR", work.resolve("cache").toString());
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("%s ended", List.of(arguments)).isTrue();
    return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
