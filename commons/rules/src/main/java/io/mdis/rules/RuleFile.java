package io.mdis.rules;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.mdis.contracts.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads one file of rules and says what is wrong with it. */
final class RuleFile {
  static final Set<String> KEYS =
      Set.of(
          "id",
          "severity",
          "title",
          "reason",
          "remedy",
          "technique",
          "keywords",
          "case-sensitive",
          "pattern",
          "starts-with-keyword",
          "window",
          "examples");
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern TECHNIQUE = Pattern.compile("T[0-9]{4}(\\.[0-9]{3})?");

  /** Two letters are everywhere, and each place costs a try of the pattern. */
  private static final int SHORTEST_KEYWORD = 3;

  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder()
                  .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final RuleSource source;
  private final Set<String> attributes;
  private final List<String> problems;
  private String at = "";

  RuleFile(RuleSource source, Set<String> attributes, List<String> problems) {
    this.source = source;
    this.attributes = attributes;
    this.problems = problems;
  }

  /** The rules that are sound. */
  List<Rule> read() {
    JsonNode root;
    try {
      root = YAML.readTree(source.yaml());
    } catch (IOException e) {
      problem("is no YAML: " + e.getMessage());
      return List.of();
    }
    if (!root.isObject() || !root.path("rules").isArray()) {
      problem("has no list \"rules\" at its top; write one");
      return List.of();
    }
    if (root.size() > 1) {
      problem("has other keys than \"rules\" at its top; remove them");
    }
    List<Rule> rules = new ArrayList<>();
    for (JsonNode node : root.path("rules")) {
      int before = problems.size();
      at = node.path("id").asText("rule " + (rules.size() + 1));
      Rule rule = rule(node);
      if (problems.size() == before) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private Rule rule(JsonNode node) {
    Map<String, Object> others = new HashMap<>();
    node.properties()
        .forEach(
            entry -> {
              if (attributes.contains(entry.getKey())) {
                others.put(
                    entry.getKey(), YAML.convertValue(entry.getValue(), new TypeReference<>() {}));
              } else if (!KEYS.contains(entry.getKey())) {
                problem("has an unknown key \"" + entry.getKey() + "\"; remove or correct it");
              }
            });
    String id = text(node, "id");
    if (!ID.matches(id)) {
      problem("needs an id of lower case letters, digits and dashes");
    }
    return new Rule(
        id,
        severity(node),
        text(node, "title"),
        text(node, "reason"),
        text(node, "remedy"),
        techniques(node),
        keywords(node),
        flag(node, "case-sensitive"),
        pattern(text(node, "pattern")),
        flag(node, "starts-with-keyword"),
        window(node),
        new Rule.Examples(examples(node, "match"), examples(node, "clean")),
        others);
  }

  private Severity severity(JsonNode node) {
    try {
      return Severity.valueOf(text(node, "severity"));
    } catch (IllegalArgumentException e) {
      problem("needs a severity, one of " + Arrays.toString(Severity.values()));
      return Severity.UNKNOWN;
    }
  }

  private List<String> techniques(JsonNode node) {
    List<String> techniques = texts(node, "technique");
    for (String technique : techniques) {
      if (!TECHNIQUE.matches(technique)) {
        problem("has a technique \"" + technique + "\"; they look like T1552.001");
      }
    }
    return techniques;
  }

  private List<String> keywords(JsonNode node) {
    List<String> keywords = texts(node, "keywords");
    if (keywords.isEmpty()) {
      problem(
          "has no keywords; without them its pattern would run over every byte of every file, so"
              + " add what each match has near it");
    }
    for (String keyword : keywords) {
      if (keyword.length() < SHORTEST_KEYWORD || !isBytes(keyword)) {
        problem(
            "has a keyword \""
                + keyword
                + "\"; it needs at least "
                + SHORTEST_KEYWORD
                + " characters, all below U+0100");
      }
    }
    if (new TreeSet<>(keywords).size() < keywords.size()) {
      problem("has a keyword twice; remove one");
    }
    return keywords;
  }

  private Pattern pattern(String text) {
    if (!isBytes(text)) {
      problem("has characters beyond U+00FF in its pattern, which sees bytes; write \\x.. instead");
      return null;
    }
    try {
      Pattern pattern = Pattern.compile(text, Pattern.MULTILINE);
      if (pattern.matches("")) {
        problem("has a pattern that matches nothing at all; make a part of it mandatory");
      }
      return pattern;
    } catch (PatternSyntaxException e) {
      problem("has a pattern that re2 refuses: " + e.getMessage());
      return null;
    }
  }

  private int window(JsonNode node) {
    JsonNode window = node.path("window");
    if (window.isMissingNode()) {
      return Rule.DEFAULT_WINDOW;
    }
    if (!window.isInt() || window.asInt() < 1 || window.asInt() > Rule.MAX_WINDOW) {
      problem("needs a window of 1 to " + Rule.MAX_WINDOW + " bytes");
      return Rule.DEFAULT_WINDOW;
    }
    return window.asInt();
  }

  private List<String> examples(JsonNode node, String which) {
    JsonNode examples = node.path("examples");
    if (!examples.isObject() || examples.size() != 2) {
      problem("needs examples with the two lists \"match\" and \"clean\"");
      return List.of();
    }
    List<String> texts = texts(examples, which);
    if (texts.isEmpty()) {
      problem("needs at least one example under \"" + which + "\"");
    }
    return texts;
  }

  private String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isTextual() || value.asText().isBlank()) {
      problem("needs a text under \"" + key + "\"");
      return "";
    }
    return value.asText();
  }

  private List<String> texts(JsonNode node, String key) {
    JsonNode value = node.path(key);
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

  private boolean flag(JsonNode node, String key) {
    JsonNode value = node.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      problem("needs true or false under \"" + key + "\"");
    }
    return value.asBoolean(false);
  }

  private static boolean isBytes(String text) {
    return text.chars().allMatch(c -> c < 0x100);
  }

  private void problem(String what) {
    problems.add(source.name() + ": " + (at.isEmpty() ? "" : at + ": ") + what);
  }
}
