package io.mdis.history.dockerfile;

/**
 * Text of a history made fit to be shown: bounded, and without what a terminal or an editor would
 * act upon. The characters that reorder or hide text are those of Unicode's report 36 and of the
 * attack known as Trojan Source (CVE-2021-42574).
 *
 * @param text tabs and line feeds are kept, every other control character is U+FFFD
 * @param cut whether it was longer than the bound
 * @param hidden whether there were characters that hide or reorder text, or control characters
 */
record HistoryText(String text, boolean cut, boolean hidden) {
  private static final char SUBSTITUTE = '\uFFFD';

  static HistoryText of(String raw, int maxCharacters) {
    boolean cut = raw.length() > maxCharacters;
    String bounded = cut ? raw.substring(0, maxCharacters) : raw;
    StringBuilder clean = new StringBuilder(bounded.length());
    boolean hidden = false;
    for (int i = 0; i < bounded.length(); i++) {
      char c = bounded.charAt(i);
      if (c == '\r') {
        // A line end of Windows stays one line end.
        boolean pair = i + 1 < bounded.length() && bounded.charAt(i + 1) == '\n';
        if (!pair) {
          clean.append('\n');
        }
      } else if (hides(c)) {
        hidden = true;
        clean.append(SUBSTITUTE);
      } else if (lonely(bounded, i)) {
        clean.append(SUBSTITUTE);
      } else {
        clean.append(c);
      }
    }
    return new HistoryText(clean.toString(), cut, hidden);
  }

  /** Half of a surrogate pair: no encoding takes it. */
  private static boolean lonely(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }

  private static boolean hides(char c) {
    boolean control = Character.isISOControl(c) && c != '\t' && c != '\n';
    boolean reorders = (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
    boolean invisible = (c >= '\u200B' && c <= '\u200F') || c == '\u2060';
    return control || reorders || invisible;
  }
}
