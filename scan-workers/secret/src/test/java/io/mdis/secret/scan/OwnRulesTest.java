package io.mdis.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.secret.detect.FileSecrets;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretHash;
import io.mdis.secret.detect.SecretRules;
import io.mdis.secret.detect.SecretSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An image of MDIS holds its rules, whose patterns and examples look like what they find. Lines
 * that would be found carry the comment by which everybody allows a line of theirs, so that no path
 * and no name is trusted, and rule files of any version say it themselves.
 */
class OwnRulesTest {
  private static final Path WORKERS = Path.of("..");
  private static final SecretDetector DETECTOR =
      new SecretDetector(SecretRules.load(), new SecretHash(new byte[32]));

  static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(WORKERS)) {
      return all.filter(path -> path.toString().endsWith(".yaml"))
          .filter(path -> path.toString().contains("/src/main/resources/"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void noRuleIsTakenForASecret(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      FileSecrets found = DETECTOR.find(in, SecretSource.text("opt/mdis/" + file.getFileName()));
      assertThat(found.hits())
          .as("put \" # mdis:allow\" behind these lines of " + file)
          .extracting(hit -> hit.line() + " " + hit.rule())
          .isEmpty();
    }
  }
}
