package io.mdis.secret.detect;

/** What a value is made of: kinds of characters, and whether they were chosen or drawn by lot. */
final class Characters {
  private static final int LOWER = 1;
  private static final int UPPER = 2;
  private static final int DIGIT = 4;
  private static final int OTHER = 8;

  /** Letters of both cases. */
  static final int LETTERS = LOWER | UPPER;

  /** Letters of both cases, and digits. */
  static final int ALNUM = LETTERS | DIGIT;

  private Characters() {}

  /** Letters, read as words, make the most of it: a name, not something drawn by lot. */
  static boolean isName(String value) {
    int letters = 0;
    int digits = 0;
    int changes = 0;
    boolean digit = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean isDigit = c >= '0' && c <= '9';
      letters += Character.isLetter(c) ? 1 : 0;
      digits += isDigit ? 1 : 0;
      changes += i > 0 && isDigit != digit ? 1 : 0;
      digit = isDigit;
    }
    double words = Wordiness.of(value);
    if (letters == value.length()) {
      boolean oneCase = Integer.bitCount(classes(value)) == 1;
      return (oneCase && value.length() < 20) || words > 0.6;
    }
    // Words with a number behind them, parted by dashes, dots or underscores.
    return changes <= 3 && letters >= 8 && words > 0.7 && digits <= 4 && isDelimited(value);
  }

  private static boolean isDelimited(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!Character.isLetterOrDigit(c)
          && c != '-'
          && c != '_'
          && c != '.'
          && c != '/'
          && c != ':') {
        return false;
      }
    }
    return true;
  }

  /** Kinds of characters, a bit each. */
  static int classes(String value) {
    int seen = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      seen |=
          c >= 'a' && c <= 'z'
              ? LOWER
              : c >= 'A' && c <= 'Z' ? UPPER : c >= '0' && c <= '9' ? DIGIT : OTHER;
    }
    return seen;
  }

  static boolean hasDigit(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) >= '0' && value.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  static boolean hasLetter(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isLetter(value.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  static boolean isHex(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.digit(value.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
