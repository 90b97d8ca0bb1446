package io.mdis.history.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Recognises the shell that a builder put before a script. */
final class Shells {
  static final List<String> DEFAULT = List.of("/bin/sh", "-c");
  static final List<String> WINDOWS_DEFAULT = List.of("cmd", "/S", "/C");

  private static final Set<String> POSIX =
      Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "busybox");
  private static final int MAX_WORDS = 12;

  private Shells() {}

  /**
   * A shell at the beginning of a text.
   *
   * @param words of it, up to the one that the script follows
   * @param script what follows
   */
  record Prefixed(List<String> words, String script) {}

  /** The text after a shell's words; empty when it doesn't begin with them. */
  static Optional<String> after(List<String> shell, String text) {
    String prefix = String.join(" ", shell);
    if (!text.startsWith(prefix)) {
      return Optional.empty();
    }
    if (text.length() == prefix.length()) {
      return Optional.of("");
    }
    return text.charAt(prefix.length()) == ' '
        ? Optional.of(text.substring(prefix.length() + 1))
        : Optional.empty();
  }

  /** Any known shell, with a flag that says that a script follows. */
  static Optional<Prefixed> leading(String text) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < text.length() && words.size() < MAX_WORDS) {
      int space = text.indexOf(' ', at);
      int end = space < 0 ? text.length() : space;
      String word = text.substring(at, end);
      if (words.isEmpty() ? !isShell(word) : word.isEmpty() || word.indexOf('\n') >= 0) {
        return Optional.empty();
      }
      words.add(word);
      at = Math.min(end + 1, text.length());
      if (words.size() > 1 && scriptFollows(words.getFirst(), word)) {
        return Optional.of(new Prefixed(words, text.substring(at)));
      }
      if (words.size() > 1 && !option(words)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Name of a shell's program, in lower case and without folder and ending. */
  static String name(String program) {
    int slash = Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\'));
    String name = program.substring(slash + 1).toLowerCase(Locale.ROOT);
    return name.endsWith(".exe") ? name.substring(0, name.length() - 4) : name;
  }

  private static boolean isShell(String program) {
    String name = name(program);
    return POSIX.contains(name)
        || name.equals("cmd")
        || name.equals("powershell")
        || name.equals("pwsh");
  }

  private static boolean scriptFollows(String program, String word) {
    String flag = word.toLowerCase(Locale.ROOT);
    return switch (name(program)) {
      case "cmd" -> flag.equals("/c") || flag.equals("/k");
      case "powershell", "pwsh" -> flag.equals("-command") || flag.equals("-c");
      default -> word.startsWith("-") && !word.startsWith("--") && word.endsWith("c");
    };
  }

  /** A flag, or the value of the one before it, such as {@code -o pipefail}. */
  private static boolean option(List<String> words) {
    String word = words.getLast();
    String before = words.get(words.size() - 2);
    return word.startsWith("-")
        || word.startsWith("/")
        || (before.startsWith("-") && before.endsWith("o"))
        || (before.startsWith("-") && before.length() > 4)
        || word.equals("sh");
  }
}
