package io.mdis.history.dockerfile.shell;

import java.util.ArrayList;
import java.util.List;

/** Splits a script into words and what separates commands; quotes are taken off. */
final class ShellLexer {
  private final String script;
  private final List<String> hereDocuments = new ArrayList<>();
  private int at;

  ShellLexer(String script) {
    this.script = script;
  }

  /**
   * A word, or what ends a command.
   *
   * @param word null for what ends a command
   * @param pipe whether the command's output goes into the next one
   * @param end whether the script ends
   */
  record Token(String word, boolean pipe, boolean end) {
    private static final Token END = new Token(null, false, true);
    private static final Token SEPARATOR = new Token(null, false, false);
    private static final Token PIPE = new Token(null, true, false);
  }

  /** The next token; scripts inside the word, of substitutions, are added to a list. */
  Token next(List<String> inner) {
    while (at < script.length()) {
      char c = script.charAt(at);
      if (c == ' ' || c == '\t' || (c == '\\' && follows("\\\n"))) {
        at += c == '\\' ? 2 : 1;
      } else if (c == '\n') {
        at++;
        skipHereDocuments();
        return Token.SEPARATOR;
      } else if (c == '#') {
        skipLine();
      } else if (c == '|') {
        boolean or = follows("||");
        at += or || follows("|&") ? 2 : 1;
        return or ? Token.SEPARATOR : Token.PIPE;
      } else if (c == ';' || c == '(' || c == ')') {
        at++;
        return Token.SEPARATOR;
      } else if (c == '&') {
        if (follows("&>")) {
          at++;
          continue;
        }
        at += follows("&&") ? 2 : 1;
        return Token.SEPARATOR;
      } else if (c == '>' || c == '<') {
        if (follows("<(") || follows(">(")) {
          at++; // Process substitution: what is inside are commands.
          return Token.SEPARATOR;
        }
        redirection(inner);
      } else {
        String word = word(inner);
        boolean descriptor =
            !word.isEmpty()
                && word.chars().allMatch(Character::isDigit)
                && at < script.length()
                && (script.charAt(at) == '>' || script.charAt(at) == '<');
        if (!descriptor) {
          return new Token(word, false, false);
        }
      }
    }
    return Token.END;
  }

  /** Redirections name files, not arguments. */
  private void redirection(List<String> inner) {
    boolean here = follows("<<") && !follows("<<<");
    while (at < script.length() && "<>&|-".indexOf(script.charAt(at)) >= 0) {
      at++;
    }
    while (at < script.length() && (script.charAt(at) == ' ' || script.charAt(at) == '\t')) {
      at++;
    }
    if (at < script.length() && "\n;|()".indexOf(script.charAt(at)) < 0) {
      String target = word(inner);
      if (here && !target.isEmpty()) {
        hereDocuments.add(target);
      }
    }
  }

  private String word(List<String> inner) {
    StringBuilder word = new StringBuilder();
    char quote = 0;
    while (at < script.length()) {
      char c = script.charAt(at);
      if (quote == '\'') {
        quote = c == '\'' ? 0 : quote;
        if (quote != 0) {
          word.append(c);
        }
        at++;
      } else if (c == '\\' && at + 1 < script.length()) {
        char escaped = script.charAt(at + 1);
        if (escaped != '\n') {
          word.append(escaped);
        }
        at += 2;
      } else if (c == '$' && follows("$(") && !follows("$((")) {
        word.append("$()");
        at += 2;
        inner.add(until(')', '('));
      } else if (c == '`') {
        word.append("$()");
        at++;
        inner.add(until('`', (char) 0));
      } else if (c == '$' && follows("${")) {
        at += 2;
        word.append("${").append(until('}', '{')).append('}');
      } else if (c == '"') {
        quote = quote == '"' ? (char) 0 : '"';
        at++;
      } else if (quote == 0 && c == '\'') {
        quote = c;
        at++;
      } else if (quote == 0 && " \t\n;|&()<>".indexOf(c) >= 0) {
        break;
      } else {
        word.append(c);
        at++;
      }
    }
    return word.toString();
  }

  /** What stands up to a closing character; quotes and nested pairs are respected. */
  private String until(char close, char open) {
    int depth = 1;
    char quote = 0;
    int from = at;
    while (at < script.length()) {
      char c = script.charAt(at);
      if (c == '\\' && quote != '\'') {
        at++;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == close && --depth == 0) {
        break;
      } else if (c == open) {
        depth++;
      }
      at++;
    }
    String inside = script.substring(from, Math.min(at, script.length()));
    at = Math.min(at + 1, script.length());
    return inside;
  }

  private void skipHereDocuments() {
    for (String name : hereDocuments) {
      while (at < script.length()) {
        int end = script.indexOf('\n', at);
        String line = script.substring(at, end < 0 ? script.length() : end);
        at = end < 0 ? script.length() : end + 1;
        if (line.strip().equals(name)) {
          break;
        }
      }
    }
    hereDocuments.clear();
  }

  private void skipLine() {
    int end = script.indexOf('\n', at);
    at = end < 0 ? script.length() : end;
  }

  private boolean follows(String text) {
    return script.startsWith(text, at);
  }
}
