package io.mdis.secret.detect;

import io.mdis.rules.Keywords;
import io.mdis.rules.Rule;
import io.mdis.rules.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The rules that MDIS brings, and the automaton of their keywords. Immutable. */
public final class SecretRules {
  /** Files of rules; what is listed first wins where two find the same value. */
  private static final String[] FILES = {
    "rules/cloud.yaml",
    "rules/china.yaml",
    "rules/source.yaml",
    "rules/services.yaml",
    "rules/keys.yaml",
    "rules/databases.yaml",
    "rules/tokens.yaml",
    "rules/names.yaml"
  };

  /** Words that are looked for in base64 too; each is recognised wherever its bytes fall. */
  private static final List<String> ENCODED =
      List.of(
          "password",
          "PASSWORD",
          "passwd",
          "PASSWD",
          "_KEY=",
          "secret",
          "SECRET",
          "token",
          "TOKEN",
          "api_key",
          "API_KEY",
          "apikey",
          "apiKey",
          "access_key",
          "ACCESS_KEY",
          "PRIVATE KEY-----",
          "ghp_",
          "glpat-",
          "sk_live_",
          "xoxb-",
          "\"auth\"",
          "postgres://",
          "mysql://",
          "mongodb",
          "redis://",
          "client-key-data");

  /** A rule that has a keyword. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Use(SecretRule rule, int number, byte[] exact) {}

  private final RuleSet set;
  private final List<SecretRule> rules;
  private final List<SecretRule> whole;
  private final Keywords keywords;
  private final byte[][] words;
  private final Use[][] uses;

  /** Offset of a word in its base64 groups of four, for those that are encoded; else -1. */
  private final int[] alignment;

  private SecretRules(RuleSet set) {
    this.set = set;
    this.rules = set.rules().stream().map(SecretRule::of).toList();
    this.whole = rules.stream().filter(SecretRule::whole).toList();
    Map<String, List<Use>> byWord = new LinkedHashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      SecretRule rule = rules.get(i);
      for (String keyword : spellings(rule)) {
        byte[] exact = rule.rule().caseSensitive() ? bytes(keyword) : null;
        byWord
            .computeIfAbsent(keyword.toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
            .add(new Use(rule, i, exact));
      }
    }
    Map<String, Integer> encoded = new LinkedHashMap<>();
    ENCODED.forEach(word -> encode(word, encoded));
    List<byte[]> all = new ArrayList<>();
    byWord.keySet().forEach(word -> all.add(bytes(word)));
    int plain = all.size();
    encoded.keySet().forEach(word -> all.add(bytes(word)));
    this.words = all.toArray(byte[][]::new);
    this.uses =
        byWord.values().stream().map(list -> list.toArray(Use[]::new)).toArray(Use[][]::new);
    this.alignment = new int[words.length];
    List<Integer> alignments = List.copyOf(encoded.values());
    for (int i = 0; i < words.length; i++) {
      alignment[i] = i < plain ? -1 : alignments.get(i - plain);
    }
    this.keywords = new Keywords(lowered(all));
  }

  /** Reads the rules; throws InvalidRulesException for a broken build. */
  public static SecretRules load() {
    return new SecretRules(RuleSet.load(SecretRules.class, SecretRule.ATTRIBUTES, FILES));
  }

  /** Changes when a file of rules does. */
  public String version() {
    return set.version();
  }

  /** In the order of the files. */
  public List<Rule> rules() {
    return set.rules();
  }

  List<SecretRule> all() {
    return rules;
  }

  List<SecretRule> wholeFileRules() {
    return whole;
  }

  Keywords keywords() {
    return keywords;
  }

  byte[] word(int word) {
    return words[word];
  }

  /** Rules that have the word; none for an encoded one. */
  Use[] uses(int word) {
    return uses[word];
  }

  /** Where in a group of four an encoded word begins; -1 for a plain one. */
  int alignment(int word) {
    return alignment[word];
  }

  /** Keywords of names are looked for as every language joins their words. */
  private static Set<String> spellings(SecretRule rule) {
    Set<String> spellings = new LinkedHashSet<>();
    if (!rule.whole()) {
      for (String keyword : rule.rule().keywords()) {
        spellings.add(keyword);
        if (rule.assignment() && keyword.indexOf('_') > 0) {
          spellings.add(keyword.replace('_', '-'));
          spellings.add(keyword.replace('_', '.'));
          if (!keyword.endsWith("_")) {
            spellings.add(keyword.replace("_", ""));
          }
        }
      }
    }
    return spellings;
  }

  /**
   * The characters that a word's bytes decide alone, for each place that its first byte may have.
   */
  private static void encode(String word, Map<String, Integer> encoded) {
    for (int shift = 0; shift < 3; shift++) {
      byte[] padded = new byte[shift + word.length()];
      System.arraycopy(bytes(word), 0, padded, shift, word.length());
      String text = Base64.getEncoder().withoutPadding().encodeToString(padded);
      int first = shift == 0 ? 0 : shift + 1;
      int last = padded.length * 8 / 6;
      if (last - first >= 4) {
        encoded.putIfAbsent(text.substring(first, last), first);
      }
    }
  }

  private static List<byte[]> lowered(List<byte[]> all) {
    return all.stream()
        .map(word -> bytes(new String(word, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT)))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
