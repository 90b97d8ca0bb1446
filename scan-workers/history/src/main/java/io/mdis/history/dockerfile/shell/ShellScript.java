package io.mdis.history.dockerfile.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Takes a POSIX shell script apart (IEEE Std 1003.1, Shell Command Language, 2.3 and 2.9): lists,
 * pipelines, groups, substitutions, and scripts that are words of {@code sh -c}.
 */
public final class ShellScript {
  private static final int MAX_DEPTH = 6;
  private static final int MAX_COMMANDS = 2000;

  /** Words that stand before a command without being one. */
  private static final Set<String> RESERVED =
      Set.of(
          "if", "then", "else", "elif", "while", "until", "do", "!", "{", "time", "fi", "done",
          "esac", "}");

  /** Programs that run what their arguments say. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "sudo", "env", "exec", "nice", "nohup", "command", "xargs", "busybox", "doas", "timeout",
          "eval", "gosu", "su-exec", "chroot", "stdbuf", "ionice");

  private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "zsh", "ksh", "su");

  private final List<SimpleCommand> commands = new ArrayList<>();

  private ShellScript() {}

  /** Every command, in the order written, also those inside others. */
  public static List<SimpleCommand> commands(String script) {
    ShellScript parsed = new ShellScript();
    parsed.parse(script, 0);
    return List.copyOf(parsed.commands);
  }

  private void parse(String script, int depth) {
    ShellLexer lexer = new ShellLexer(script);
    List<String> words = new ArrayList<>();
    List<String> inner = new ArrayList<>();
    while (commands.size() < MAX_COMMANDS) {
      ShellLexer.Token token = lexer.next(inner);
      if (token.word() != null) {
        words.add(token.word());
        continue;
      }
      add(words, token.pipe(), depth);
      words.clear();
      if (token.end()) {
        break;
      }
    }
    if (depth < MAX_DEPTH) {
      for (String substitution : inner) {
        parse(substitution, depth + 1);
      }
    }
  }

  private void add(List<String> words, boolean piped, int depth) {
    List<String> rest = withoutPrefix(words);
    if (rest.isEmpty() || commands.size() >= MAX_COMMANDS) {
      return;
    }
    SimpleCommand command = new SimpleCommand(rest, piped);
    commands.add(command);
    if (depth >= MAX_DEPTH) {
      return;
    }
    if (WRAPPERS.contains(command.program())) {
      List<String> wrapped = wrapped(command);
      if (!wrapped.isEmpty()) {
        add(wrapped, piped, depth + 1);
      }
    } else if (command.program().startsWith("python")
        && rest.size() > 2
        && rest.get(1).equals("-m")) {
      add(rest.subList(2, rest.size()), piped, depth + 1); // python -m pip is pip.
    } else if (SHELLS.contains(command.program())) {
      int flag = scriptFlag(rest);
      if (flag > 0 && flag + 1 < rest.size()) {
        parse(rest.get(flag + 1), depth + 1);
      }
    }
  }

  /** Words without reserved ones, the head of a case branch, and assignments before the program. */
  private static List<String> withoutPrefix(List<String> words) {
    int from = 0;
    while (from < words.size()) {
      String word = words.get(from);
      if (word.equals("for") || word.equals("case") || word.equals("function")) {
        return List.of(); // Its head names no program; its body follows after a separator.
      }
      boolean skipped = RESERVED.contains(word) || assignment(word) || word.endsWith(")");
      if (!skipped) {
        break;
      }
      from++;
    }
    return words.subList(from, words.size());
  }

  private static List<String> wrapped(SimpleCommand wrapper) {
    List<String> rest = wrapper.arguments();
    int from = 0;
    boolean takesOne = Set.of("timeout", "gosu", "su-exec", "chroot").contains(wrapper.program());
    while (from < rest.size()) {
      String word = rest.get(from);
      if (word.startsWith("-")) {
        boolean value = wrapper.program().equals("sudo") && Set.of("-u", "-g").contains(word);
        from += value ? 2 : 1;
      } else if (assignment(word)) {
        from++;
      } else if (takesOne) {
        takesOne = false;
        from++;
      } else {
        break;
      }
    }
    return from < rest.size() ? rest.subList(from, rest.size()) : List.of();
  }

  private static int scriptFlag(List<String> words) {
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.startsWith("-") && !word.startsWith("--") && word.endsWith("c")) {
        return i;
      }
    }
    return -1;
  }

  private static boolean assignment(String word) {
    int equals = word.indexOf('=');
    return equals > 0
        && !Character.isDigit(word.charAt(0))
        && word.substring(0, equals)
            .chars()
            .allMatch(c -> c == '_' || Character.isLetterOrDigit(c));
  }
}
