package io.mdis.secret.scan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.contracts.Finding;
import io.mdis.secret.detect.FileSecrets;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretHit;
import io.mdis.secret.detect.SecretSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks through an image's configuration: environment, labels, command and the instructions of its
 * history, which everybody sees who may pull the image (OCI image specification, "Image
 * Configuration").
 */
final class ConfigReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SecretDetector detector;

  ConfigReader(SecretDetector detector) {
    this.detector = detector;
  }

  /** Findings without a file; each tells in its detail {@code config} where it is. */
  List<Finding> read(byte[] config, FindingMaker maker) throws IOException {
    JsonNode root = JSON.readTree(config);
    List<Finding> found = new ArrayList<>();
    StringBuilder environment = new StringBuilder();
    for (JsonNode variable : root.path("config").path("Env")) {
      environment.append(flat(variable.asText())).append('\n');
    }
    add("config.Env", environment, maker, found);
    StringBuilder labels = new StringBuilder();
    root.path("config")
        .path("Labels")
        .properties()
        .forEach(
            label ->
                labels
                    .append(label.getKey())
                    .append('=')
                    .append(flat(label.getValue().asText()))
                    .append('\n'));
    add("config.Labels", labels, maker, found);
    StringBuilder command = new StringBuilder();
    for (String key : new String[] {"Entrypoint", "Cmd"}) {
      for (JsonNode word : root.path("config").path(key)) {
        command.append(flat(word.asText())).append(' ');
      }
      command.append('\n');
    }
    add("config.Cmd", command, maker, found);
    StringBuilder history = new StringBuilder();
    for (JsonNode step : root.path("history")) {
      history.append(flat(step.path("created_by").asText())).append('\n');
    }
    add("history", history, maker, found);
    return found;
  }

  private void add(String where, StringBuilder text, FindingMaker maker, List<Finding> found) {
    if (text.isEmpty()) {
      return;
    }
    FileSecrets secrets = detector.find(text.toString(), SecretSource.settings(where));
    for (SecretHit hit : secrets.hits()) {
      Finding finding = maker.of(hit, new FindingMaker.Spot(null, null, true, false));
      Map<String, String> details = new LinkedHashMap<>(finding.details());
      details.put("config", where);
      found.add(
          new Finding(
              finding.id(),
              finding.dimension(),
              finding.severity(),
              finding.sourceSeverity(),
              finding.title(),
              null,
              null,
              details));
    }
  }

  /** One line of it, so that the line of a finding is the number of the entry. */
  private static String flat(String text) {
    return text.replace('\n', ' ').replace('\r', ' ');
  }
}
