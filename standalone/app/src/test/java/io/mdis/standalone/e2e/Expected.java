package io.mdis.standalone.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tables of expected findings, worked out without MDIS by {@code make_tables.py}, and findings
 * brought into their form.
 */
final class Expected {
  static final Path TABLES = Launcher.PROJECT.resolve("standalone/app/src/test/expected");

  private Expected() {}

  /** Lines {@code vulnerability package installed fixed}, tab-separated. */
  static Set<String> table(String name) throws IOException {
    Set<String> lines = new TreeSet<>();
    for (String line : Files.readAllLines(TABLES.resolve(name + ".tsv"))) {
      if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("vulnerability\t")) {
        lines.add(line.strip());
      }
    }
    return lines;
  }

  /** The same form from an array of findings. */
  static Set<String> of(JsonNode findings) {
    Set<String> lines = new TreeSet<>();
    for (JsonNode finding : findings) {
      JsonNode details = finding.path("details");
      lines.add(
          String.join(
              "\t",
              finding.path("id").asText(),
              details.path("package").asText(),
              details.path("installedVersion").asText(),
              details.path("fixedVersion").asText("")));
    }
    return lines;
  }
}
