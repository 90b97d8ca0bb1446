package io.mdis.rules;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.re2j.Pattern;
import io.mdis.contracts.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One entry of a file of rules: what is in it, and what is wrong with it.
 *
 * @param name of the file and the entry, for messages
 * @param node what the file says
 * @param problems takes messages
 */
record RuleEntry(String name, JsonNode node, List<String> problems) {
  /** Keys of every entry. */
  static final Set<String> KEYS =
      Set.of("id", "severity", "title", "reason", "remedy", "technique");

  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern TECHNIQUE = Pattern.compile("T[0-9]{4}(\\.[0-9]{3})?");

  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** The entries of a file; what is wrong with the file as a whole is a problem. */
  static List<RuleEntry> of(RuleSource source, List<String> problems) {
    JsonNode root;
    try {
      root = YAML.readTree(source.yaml());
    } catch (IOException e) {
      problems.add(source.name() + ": is no YAML: " + e.getMessage());
      return List.of();
    }
    if (!root.isObject() || !root.path("rules").isArray()) {
      problems.add(source.name() + ": has no list \"rules\" at its top; write one");
      return List.of();
    }
    if (root.size() > 1) {
      problems.add(source.name() + ": has other keys than \"rules\" at its top; remove them");
    }
    List<RuleEntry> entries = new ArrayList<>();
    for (JsonNode node : root.path("rules")) {
      String id = node.path("id").asText("rule " + (entries.size() + 1));
      entries.add(new RuleEntry(source.name() + ": " + id, node, problems));
    }
    return entries;
  }

  /** The values of keys that only the caller knows; any other key is a problem. */
  Map<String, Object> attributes(Set<String> known, Set<String> attributes) {
    Map<String, Object> others = new HashMap<>();
    node.properties()
        .forEach(
            entry -> {
              if (attributes.contains(entry.getKey())) {
                others.put(
                    entry.getKey(), YAML.convertValue(entry.getValue(), new TypeReference<>() {}));
              } else if (!KEYS.contains(entry.getKey()) && !known.contains(entry.getKey())) {
                problem("has an unknown key \"" + entry.getKey() + "\"; remove or correct it");
              }
            });
    return others;
  }

  String id() {
    String id = text("id");
    if (!ID.matches(id)) {
      problem("needs an id of lower case letters, digits and dashes");
    }
    return id;
  }

  Severity severity() {
    try {
      return Severity.valueOf(text("severity"));
    } catch (IllegalArgumentException e) {
      problem("needs a severity, one of " + Arrays.toString(Severity.values()));
      return Severity.UNKNOWN;
    }
  }

  List<String> techniques() {
    List<String> techniques = texts("technique");
    for (String technique : techniques) {
      if (!TECHNIQUE.matches(technique)) {
        problem("has a technique \"" + technique + "\"; they look like T1552.001");
      }
    }
    return techniques;
  }

  String text(String key) {
    JsonNode value = node.path(key);
    if (!value.isTextual() || value.asText().isBlank()) {
      problem("needs a text under \"" + key + "\"");
      return "";
    }
    return value.asText();
  }

  List<String> texts(String key) {
    return texts(node, key);
  }

  /** Of a part of it. */
  List<String> texts(JsonNode part, String key) {
    JsonNode value = part.path(key);
    List<String> texts = new ArrayList<>();
    if (!value.isArray() && !value.isMissingNode()) {
      problem("needs a list under \"" + key + "\"");
    }
    for (JsonNode element : value) {
      if (!element.isTextual()) {
        problem("needs texts in its list \"" + key + "\"; put quotes around " + element);
      }
      texts.add(element.asText());
    }
    return texts;
  }

  boolean flag(String key) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      problem("needs true or false under \"" + key + "\"");
    }
    return value.asBoolean(false);
  }

  void problem(String what) {
    problems.add(name + ": " + what);
  }
}
