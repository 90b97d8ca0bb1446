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
import java.util.Set;

/**
 * A linter that is installed, or in a container image that is.
 *
 * @param name of the program
 * @param command that starts it: its path, or a container engine with all that it is told
 * @param version as it says
 * @param timeout of one call
 */
public record LinterProgram(String name, List<String> command, String version, Duration timeout) {
  private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9]+(?:\\.[0-9]+)*");
  private static final int MAX_OUTPUT = 4 << 20;
  private static final Duration START = Duration.ofSeconds(20);
  private static final Set<String> ENGINES = Set.of("docker", "podman", "nerdctl");

  /** The command is kept as it is. */
  public LinterProgram {
    command = List.copyOf(command);
  }

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
        .flatMap(path -> started(name, List.of(path.toAbsolutePath().toString()), timeout));
  }

  /**
   * A program that a command starts, such as {@code docker run --rm -i --pull=never IMAGE}.
   *
   * @return empty when it does not say its version
   * @throws IllegalArgumentException for a container engine that would fetch the image by itself:
   *     which image runs beside other people's images is decided by whoever brings it there
   */
  public static Optional<LinterProgram> started(
      String name, List<String> command, Duration timeout) {
    if (command.isEmpty() || fetches(command)) {
      throw new IllegalArgumentException(
          String.join(" ", command) + ": add --pull=never, and bring the image there yourself");
    }
    return version(command).map(v -> new LinterProgram(name, command, v, timeout));
  }

  private static boolean fetches(List<String> command) {
    boolean engine =
        command.stream()
            .anyMatch(word -> ENGINES.contains(word.substring(word.lastIndexOf('/') + 1)));
    int pull = command.indexOf("--pull");
    boolean never =
        command.contains("--pull=never")
            || (pull >= 0 && pull + 1 < command.size() && command.get(pull + 1).equals("never"));
    return engine && !never;
  }

  BoundedProcess.Output run(List<String> arguments, String input) throws IOException {
    return run(arguments, input, timeout);
  }

  BoundedProcess.Output run(List<String> arguments, String input, Duration within)
      throws IOException {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(arguments);
    return new BoundedProcess(within, MAX_OUTPUT, false).run(whole, input);
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

  private static Optional<String> version(List<String> command) {
    List<String> asked = new ArrayList<>(command);
    asked.add("--version");
    try {
      BoundedProcess.Output output = new BoundedProcess(START, MAX_OUTPUT, false).run(asked, "");
      Matcher version = VERSION.matcher(output.text());
      return version.find() ? Optional.of(version.group()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // As good as not installed; the facts then name no such linter.
    }
  }
}
