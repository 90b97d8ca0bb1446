package io.mdis.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads one file of rules that are patterns and says what is wrong with it. */
final class RuleFile {
  /** Keys of a rule besides those of every entry. */
  static final Set<String> KEYS =
      Set.of("keywords", "case-sensitive", "pattern", "starts-with-keyword", "window", "examples");

  /** Two letters are everywhere, and each place costs a try of the pattern. */
  private static final int SHORTEST_KEYWORD = 3;

  private final RuleSource source;
  private final Set<String> attributes;
  private final List<String> problems;

  RuleFile(RuleSource source, Set<String> attributes, List<String> problems) {
    this.source = source;
    this.attributes = attributes;
    this.problems = problems;
  }

  /** The rules that are sound. */
  List<Rule> read() {
    List<Rule> rules = new ArrayList<>();
    for (RuleEntry entry : RuleEntry.of(source, problems)) {
      int before = problems.size();
      Rule rule = rule(entry);
      if (problems.size() == before) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private Rule rule(RuleEntry entry) {
    Map<String, Object> others = entry.attributes(KEYS, attributes);
    return new Rule(
        entry.id(),
        entry.severity(),
        entry.text("title"),
        entry.text("reason"),
        entry.text("remedy"),
        entry.techniques(),
        keywords(entry),
        entry.flag("case-sensitive"),
        pattern(entry),
        entry.flag("starts-with-keyword"),
        window(entry),
        new Rule.Examples(examples(entry, "match"), examples(entry, "clean")),
        others);
  }

  private static List<String> keywords(RuleEntry entry) {
    List<String> keywords = entry.texts("keywords");
    if (keywords.isEmpty()) {
      entry.problem(
          "has no keywords; without them its pattern would run over every byte of every file, so"
              + " add what each match has near it");
    }
    for (String keyword : keywords) {
      if (keyword.length() < SHORTEST_KEYWORD || !isBytes(keyword)) {
        entry.problem(
            "has a keyword \""
                + keyword
                + "\"; it needs at least "
                + SHORTEST_KEYWORD
                + " characters, all below U+0100");
      }
    }
    if (new TreeSet<>(keywords).size() < keywords.size()) {
      entry.problem("has a keyword twice; remove one");
    }
    return keywords;
  }

  private static Pattern pattern(RuleEntry entry) {
    String text = entry.text("pattern");
    if (!isBytes(text)) {
      entry.problem(
          "has characters beyond U+00FF in its pattern, which sees bytes; write \\x.. instead");
      return null;
    }
    try {
      Pattern pattern = Pattern.compile(text, Pattern.MULTILINE);
      if (pattern.matches("")) {
        entry.problem("has a pattern that matches nothing at all; make a part of it mandatory");
      }
      return pattern;
    } catch (PatternSyntaxException e) {
      entry.problem("has a pattern that re2 refuses: " + e.getMessage());
      return null;
    }
  }

  private static int window(RuleEntry entry) {
    JsonNode window = entry.node().path("window");
    if (window.isMissingNode()) {
      return Rule.DEFAULT_WINDOW;
    }
    if (!window.isInt() || window.asInt() < 1 || window.asInt() > Rule.MAX_WINDOW) {
      entry.problem("needs a window of 1 to " + Rule.MAX_WINDOW + " bytes");
      return Rule.DEFAULT_WINDOW;
    }
    return window.asInt();
  }

  private static List<String> examples(RuleEntry entry, String which) {
    JsonNode examples = entry.node().path("examples");
    if (!examples.isObject() || examples.size() != 2) {
      entry.problem("needs examples with the two lists \"match\" and \"clean\"");
      return List.of();
    }
    List<String> texts = entry.texts(examples, which);
    if (texts.isEmpty()) {
      entry.problem("needs at least one example under \"" + which + "\"");
    }
    return texts;
  }

  private static boolean isBytes(String text) {
    return text.chars().allMatch(c -> c < 0x100);
  }
}
