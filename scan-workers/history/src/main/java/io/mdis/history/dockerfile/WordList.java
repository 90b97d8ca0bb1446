package io.mdis.history.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists of words as builders write them: JSON, or Go's {@code %q} of a list, which has no commas,
 * or its {@code %v}, which has no quotes either and so no longer tells where a word ends.
 */
final class WordList {
  private static final String HEX = "0123456789abcdef";

  /** Words of a path with spaces in it. */
  private static final int MAX_JOINED = 12;

  private WordList() {}

  /** A list of quoted words, with or without commas; empty when it is none. */
  static Optional<List<String>> quoted(String text) {
    String list = text.strip();
    if (!list.startsWith("[") || !list.endsWith("]")) {
      return Optional.empty();
    }
    List<String> words = new ArrayList<>();
    int at = 1;
    int end = list.length() - 1;
    while (at < end) {
      char c = list.charAt(at);
      if (c == ' ' || c == ',' || c == '\t' || c == '\n') {
        at++;
      } else if (c == '"') {
        StringBuilder word = new StringBuilder();
        at = word(list, at + 1, end, word);
        if (at < 0) {
          return Optional.empty();
        }
        words.add(word.toString());
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(words);
  }

  /**
   * What stands between the brackets of {@code [a b]} or {@code map[a:{} b:{}]}, split at spaces.
   */
  static List<String> unquoted(String text) {
    String list = text.strip();
    int open = list.startsWith("map[") ? 4 : list.startsWith("[") ? 1 : 0;
    String inner = open > 0 && list.endsWith("]") ? list.substring(open, list.length() - 1) : list;
    List<String> words = new ArrayList<>();
    for (String word : inner.split("[ \t\n]+", -1)) {
      String plain = word.endsWith(":{}") ? word.substring(0, word.length() - 3) : word;
      if (!plain.isEmpty()) {
        words.add(plain);
      }
    }
    return words;
  }

  /** The same, where words that may contain spaces are known. */
  static List<String> known(String text, List<String> known) {
    List<String> words = unquoted(text);
    List<String> whole = new ArrayList<>();
    int at = 0;
    while (at < words.size()) {
      int end = at + 1;
      for (int i = Math.min(words.size(), at + MAX_JOINED); i > at + 1; i--) {
        if (known.contains(String.join(" ", words.subList(at, i)))) {
          end = i;
          break;
        }
      }
      whole.add(String.join(" ", words.subList(at, end)));
      at = end;
    }
    return whole;
  }

  /** As a Dockerfile takes it: a JSON list. */
  static String json(List<String> words) {
    StringBuilder text = new StringBuilder("[");
    for (String word : words) {
      text.append(text.length() > 1 ? ", \"" : "\"");
      for (int i = 0; i < word.length(); i++) {
        char c = word.charAt(i);
        switch (c) {
          case '"', '\\' -> text.append('\\').append(c);
          case '\n' -> text.append("\\n");
          case '\t' -> text.append("\\t");
          default -> text.append(c);
        }
      }
      text.append('"');
    }
    return text.append(']').toString();
  }

  /** Reads up to the closing quote; returns where to go on, or -1 when there is none. */
  private static int word(String list, int from, int end, StringBuilder word) {
    int at = from;
    while (at < end) {
      char c = list.charAt(at);
      if (c == '"') {
        return at + 1;
      }
      if (c != '\\') {
        word.append(c);
        at++;
        continue;
      }
      if (at + 1 >= end) {
        return -1;
      }
      char escaped = list.charAt(at + 1);
      int digits = escaped == 'x' ? 2 : escaped == 'u' ? 4 : escaped == 'U' ? 8 : 0;
      if (digits > 0) {
        int code = code(list, at + 2, digits, end);
        if (code < 0) {
          return -1;
        }
        word.append(HistoryText.of(Character.toString(code), 2).text());
        at += 2 + digits;
      } else {
        word.append(
            switch (escaped) {
              case 'n' -> '\n';
              case 't' -> '\t';
              case 'r' -> '\n';
              case 'a', 'b', 'f', 'v' -> '\uFFFD';
              default -> escaped;
            });
        at += 2;
      }
    }
    return -1;
  }

  private static int code(String list, int from, int digits, int end) {
    if (from + digits > end) {
      return -1;
    }
    long code = 0;
    for (int i = from; i < from + digits; i++) {
      int value = HEX.indexOf(Character.toLowerCase(list.charAt(i)));
      if (value < 0) {
        return -1;
      }
      code = code * 16 + value;
    }
    return Character.isValidCodePoint((int) code) && code <= Character.MAX_CODE_POINT
        ? (int) code
        : -1;
  }
}
