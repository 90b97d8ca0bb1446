package io.mdis.content;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The first line of a script, which names the program that runs it (execve(2)). */
public final class Shebang {
  /** Longest line that is looked at; Linux itself reads 255 bytes. */
  private static final int MAX_LINE = 255;

  private Shebang() {}

  /** Whether a file begins with a shebang. */
  public static boolean isAt(byte[] head, int length) {
    return length >= 3 && head[0] == '#' && head[1] == '!';
  }

  /**
   * Name of the interpreter without its folder, such as {@code sh} or {@code python3}; that which
   * {@code env} is asked to run. Empty when there is none.
   */
  public static Optional<String> interpreter(byte[] head, int length) {
    if (!isAt(head, length)) {
      return Optional.empty();
    }
    int end = 2;
    while (end < Math.min(length, MAX_LINE) && head[end] != '\n' && head[end] != '\r') {
      end++;
    }
    String line = new String(head, 2, end - 2, StandardCharsets.ISO_8859_1);
    String[] words = line.strip().split("[ \t]+");
    int at = 0;
    if (baseName(words[0]).equals("env")) {
      at = 1;
      // Options of env, and variables that it sets.
      while (at < words.length && (words[at].startsWith("-") || words[at].contains("="))) {
        at++;
      }
    }
    String name = at < words.length ? baseName(words[at]) : "";
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  private static String baseName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
