package io.mdis.history.lint;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.mdis.worker.process.BoundedProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A linter that is installed.
 *
 * @param name of the program
 * @param path of the program
 * @param version as it says
 * @param timeout of one call
 */
public record LinterProgram(String name, Path path, String version, Duration timeout) {
  private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+(?:\\.[0-9]+)*");
  private static final int MAX_OUTPUT = 4 << 20;
  private static final Duration START = Duration.ofSeconds(20);

  /**
   * Finds a program.
   *
   * @param configured path that is used alone; where it is empty, the PATH is searched
   * @return empty when there is none that says its version
   */
  public static Optional<LinterProgram> find(
      String name, Optional<Path> configured, Duration timeout) {
    return configured
        .or(() -> onPath(name, System.getenv().getOrDefault("PATH", "")))
        .filter(Files::isExecutable)
        .flatMap(path -> version(path).map(v -> new LinterProgram(name, path, v, timeout)));
  }

  BoundedProcess.Output run(List<String> arguments, String input) throws IOException {
    return run(arguments, input, timeout);
  }

  BoundedProcess.Output run(List<String> arguments, String input, Duration within)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(path.toAbsolutePath().toString());
    command.addAll(arguments);
    return new BoundedProcess(within, MAX_OUTPUT, false).run(command, input);
  }

  @Override
  public String toString() {
    return name + " " + version;
  }

  private static Optional<Path> onPath(String name, String path) {
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Optional<String> version(Path path) {
    try {
      BoundedProcess.Output output =
          new BoundedProcess(START, MAX_OUTPUT, false)
              .run(List.of(path.toAbsolutePath().toString(), "--version"), "");
      Matcher version = VERSION.matcher(output.text());
      return version.find() ? Optional.of(version.group()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // As good as not installed; the facts then name no such linter.
    }
  }
}
