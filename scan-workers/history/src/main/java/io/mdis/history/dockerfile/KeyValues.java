package io.mdis.history.dockerfile;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The {@code NAME=value} pairs of ENV and LABEL. Most builders write the values without quotes, so
 * that {@code A=b C=d} may be one pair or two: which names there are is known from the
 * configuration, which keeps every one.
 */
final class KeyValues {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private KeyValues() {}

  /**
   * The pairs in a form that a Dockerfile reads back as the same ones.
   *
   * @param known the configuration's pairs
   */
  static String quoted(String text, Map<String, String> known) {
    int equals = text.indexOf('=');
    int space = text.indexOf(' ');
    if (equals < 0 || (space >= 0 && space < equals)) {
      return text; // ENV NAME value: only a builder that keeps the original words writes it.
    }
    Map<String, String> literal = pairs(text, known::containsKey);
    return original(text, literal, known) ? text : quoted(literal);
  }

  /**
   * The same for ARG, of which the configuration knows nothing: a word with an equals sign begins
   * the next one.
   */
  static String arguments(String text) {
    return text.indexOf('=') < 0 || text.indexOf(' ') < 0 || text.indexOf('"') >= 0
        ? text
        : quoted(pairs(text, name -> NAME.matches(name)));
  }

  private static String quoted(Map<String, String> literal) {
    List<String> pairs = new ArrayList<>();
    literal.forEach((name, value) -> pairs.add(name + "=" + quote(value)));
    return String.join(" ", pairs);
  }

  /** The pairs, where values may contain spaces. */
  private static Map<String, String> pairs(String text, Predicate<String> known) {
    Map<String, String> pairs = new LinkedHashMap<>();
    String name = null;
    StringBuilder value = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      int equals = word.indexOf('=');
      boolean begins = equals > 0 && (name == null || known.test(word.substring(0, equals)));
      if (begins) {
        if (name != null) {
          pairs.put(name, value.toString());
        }
        name = word.substring(0, equals);
        value = new StringBuilder(word.substring(equals + 1));
      } else {
        value.append(' ').append(word);
      }
    }
    if (name != null) {
      pairs.put(name, value.toString());
    }
    return pairs;
  }

  /** Whether the text has quotes of its own, which the configuration's values don't have. */
  private static boolean original(
      String text, Map<String, String> literal, Map<String, String> known) {
    if (text.indexOf('"') < 0 && text.indexOf('\'') < 0 && text.indexOf('\\') < 0) {
      return false;
    }
    List<String> words = DockerfileWords.split(text);
    if (words.stream().anyMatch(word -> word.indexOf('=') <= 0)) {
      return false;
    }
    for (String word : words) {
      String name = word.substring(0, word.indexOf('='));
      String plain = DockerfileWords.unquote(word.substring(word.indexOf('=') + 1));
      String value = known.get(name);
      if (plain.equals(value) && !value.equals(literal.get(name))) {
        return true;
      }
    }
    return false;
  }

  private static String quote(String value) {
    boolean plain =
        !value.isEmpty()
            && value.chars().allMatch(c -> c > ' ' && c < 127 && "\"'\\$#`".indexOf(c) < 0);
    if (plain) {
      return value;
    }
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\' || c == '$') {
        text.append('\\');
      }
      text.append(c == '\n' ? ' ' : c);
    }
    return text.append('"').toString();
  }
}
