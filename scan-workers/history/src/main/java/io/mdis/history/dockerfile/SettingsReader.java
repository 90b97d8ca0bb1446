package io.mdis.history.dockerfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@link ImageSettings}, bounded, and tells what is not of the kind that it should be. */
final class SettingsReader {
  /** More variables, labels or words than this no real image has. */
  static final int MAX_ITEMS = 4096;

  private final HistoryProblems problems;

  SettingsReader(HistoryProblems problems) {
    this.problems = problems;
  }

  ImageSettings read(JsonNode config) {
    if (!config.isObject() && !config.isMissingNode() && !config.isNull()) {
      problems.add("config is not an object");
    }
    return new ImageSettings(
        text(config, "User"),
        variables(config),
        keys(config, "ExposedPorts"),
        words(config, "Entrypoint"),
        words(config, "Cmd"),
        keys(config, "Volumes"),
        text(config, "WorkingDir"),
        map(config.path("Labels"), "Labels"),
        text(config, "StopSignal"),
        words(config, "Shell"),
        healthcheck(config.path("Healthcheck")),
        words(config, "OnBuild"));
  }

  private Map<String, String> variables(JsonNode config) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String variable : words(config, "Env")) {
      int equals = variable.indexOf('=');
      String name = equals < 0 ? variable : variable.substring(0, equals);
      variables.put(name, equals < 0 ? "" : variable.substring(equals + 1));
    }
    return variables;
  }

  private Optional<Healthcheck> healthcheck(JsonNode node) {
    List<String> test = words(node, "Test");
    return test.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Healthcheck(
                test,
                Healthcheck.duration(node.path("Interval").asLong()),
                Healthcheck.duration(node.path("Timeout").asLong()),
                Healthcheck.duration(node.path("StartPeriod").asLong()),
                Healthcheck.duration(node.path("StartInterval").asLong()),
                node.path("Retries").asInt()));
  }

  private String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (value.isTextual()) {
      return clean(value.textValue());
    }
    if (!value.isMissingNode() && !value.isNull()) {
      problems.add("config." + field + " is not a text");
    }
    return "";
  }

  private List<String> words(JsonNode node, String field) {
    JsonNode list = node.path(field);
    if (list.isTextual()) {
      return List.of(clean(list.textValue())); // Docker read a lone text as a list of one.
    }
    if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
      problems.add("config." + field + " is not a list");
    }
    List<String> words = new ArrayList<>();
    for (JsonNode word : list) {
      if (words.size() == MAX_ITEMS) {
        problems.add("config." + field + " has more than " + MAX_ITEMS + " items");
        break;
      }
      if (word.isTextual()) {
        words.add(clean(word.textValue()));
      } else {
        problems.add("config." + field + " has an item that is not a text");
      }
    }
    return words;
  }

  private List<String> keys(JsonNode config, String field) {
    return List.copyOf(map(config.path(field), field).keySet());
  }

  private Map<String, String> map(JsonNode node, String field) {
    Map<String, String> map = new LinkedHashMap<>();
    if (!node.isObject() && !node.isMissingNode() && !node.isNull()) {
      problems.add("config." + field + " is not an object");
    }
    for (Map.Entry<String, JsonNode> item : node.properties()) {
      if (map.size() == MAX_ITEMS) {
        problems.add("config." + field + " has more than " + MAX_ITEMS + " items");
        break;
      }
      map.put(clean(item.getKey()), clean(item.getValue().asText("")));
    }
    return map;
  }

  private static String clean(String raw) {
    return HistoryText.of(raw, HistoryReader.MAX_CHARACTERS).text();
  }
}
