package io.mdis.history.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** Words of an instruction as a Dockerfile quotes them (Dockerfile reference, ENV and LABEL). */
final class DockerfileWords {
  private DockerfileWords() {}

  /** Splits at spaces outside quotes; quotes and backslashes stay in the words. */
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
        word.append(c).append(text.charAt(++i));
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (!word.isEmpty()) {
          words.add(word.toString());
          word.setLength(0);
        }
      } else {
        if (quote == 0 && (c == '"' || c == '\'')) {
          quote = c;
        } else if (c == quote) {
          quote = 0;
        }
        word.append(c);
      }
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  /** A word without its quotes and backslashes. */
  static String unquote(String word) {
    StringBuilder plain = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < word.length()) {
        plain.append(word.charAt(++i));
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
