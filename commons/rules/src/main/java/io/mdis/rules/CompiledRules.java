package io.mdis.rules;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rules by number, and the automaton of their keywords. Immutable. */
final class CompiledRules {
  private final List<Rule> rules;
  private final Pattern[] patterns;
  private final Keywords keywords;
  private final byte[][] words;
  private final Use[][] uses;
  private final int reach;

  /**
   * A rule that has a keyword.
   *
   * @param rule number of it
   * @param exact the keyword as it must be written; null when case doesn't matter
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Use(int rule, byte[] exact) {}

  CompiledRules(List<Rule> rules) {
    this.rules = List.copyOf(rules);
    this.patterns = new Pattern[rules.size()];
    Map<String, List<Use>> byWord = new LinkedHashMap<>();
    int farthest = 0;
    for (int i = 0; i < patterns.length; i++) {
      Rule rule = rules.get(i);
      // The pattern begins at the second character, behind the one that is only looked at. Without
      // \A re2j goes on to the end of the window when nothing can match any more.
      patterns[i] =
          rule.startsWithKeyword()
              ? Pattern.compile("\\A(?s:.)(?:" + rule.pattern().pattern() + ")", Pattern.MULTILINE)
              : rule.pattern();
      for (String keyword : rule.keywords()) {
        byte[] exact = rule.caseSensitive() ? keyword.getBytes(StandardCharsets.ISO_8859_1) : null;
        byWord.computeIfAbsent(folded(keyword), _ -> new ArrayList<>()).add(new Use(i, exact));
        farthest = Math.max(farthest, rule.window() + keyword.length());
      }
    }
    this.words =
        byWord.keySet().stream()
            .map(word -> word.getBytes(StandardCharsets.ISO_8859_1))
            .toArray(byte[][]::new);
    this.uses = byWord.values().stream().map(u -> u.toArray(Use[]::new)).toArray(Use[][]::new);
    this.keywords = new Keywords(List.of(words));
    this.reach = farthest + 1;
  }

  int count() {
    return patterns.length;
  }

  Rule rule(int number) {
    return rules.get(number);
  }

  Pattern pattern(int number) {
    return patterns[number];
  }

  Keywords keywords() {
    return keywords;
  }

  int wordLength(int word) {
    return words[word].length;
  }

  Use[] uses(int word) {
    return uses[word];
  }

  /** Bytes before and after the end of a keyword that any rule may look at. */
  int reach() {
    return reach;
  }

  private static String folded(String keyword) {
    StringBuilder folded = new StringBuilder(keyword);
    for (int i = 0; i < keyword.length(); i++) {
      char c = keyword.charAt(i);
      folded.setCharAt(i, c < 0x80 ? String.valueOf(c).toLowerCase(Locale.ROOT).charAt(0) : c);
    }
    return folded.toString();
  }
}
