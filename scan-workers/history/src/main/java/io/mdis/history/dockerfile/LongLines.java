package io.mdis.history.dockerfile;

/**
 * Breaks a long RUN where its author did: builders join the lines of a Dockerfile, but leave the
 * indentation of each.
 */
final class LongLines {
  private LongLines() {}

  /** The same command in several lines, each but the last ended by a backslash. */
  static String broken(String text) {
    StringBuilder lines = new StringBuilder(text.length() + 64);
    char quote = 0;
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < text.length()) {
        lines.append(c).append(text.charAt(i + 1));
        i += 2;
        continue;
      }
      if (quote == 0 && (c == ' ' || c == '\t')) {
        int end = i;
        boolean tab = false;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
          tab |= text.charAt(end) == '\t';
          end++;
        }
        boolean wide = tab || end - i > 1;
        // A line that begins with # would be a comment of the Dockerfile.
        boolean breaks = wide && end < text.length() && text.charAt(end) != '#';
        lines.append(breaks ? " \\\n    " : text.substring(i, end));
        i = end;
        continue;
      }
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
      lines.append(c);
      i++;
    }
    return lines.toString();
  }
}
