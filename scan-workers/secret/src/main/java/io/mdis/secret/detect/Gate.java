package io.mdis.secret.detect;

import java.util.Locale;

/**
 * A look at the bytes around a keyword that is much cheaper than a pattern. It may let through what
 * the pattern then refuses, never the other way round.
 */
enum Gate {
  NONE,
  /** A colon and then an at sign before anything that ends an address's authority. */
  USERINFO,
  /** A semicolon before it in its line: one of several settings in a row. */
  SEMICOLON,
  /** Eight hexadecimal digits behind it. */
  HEX,
  /** Eight hexadecimal digits before it. */
  HEXBEFORE,
  /** Twelve letters and digits behind it. */
  ALNUM,
  /** Twelve characters of base64 behind it. */
  B64,
  /** As the last, and a digit among them. */
  MIXED,
  /** An option -u or --user behind it in its line. */
  DASHU,
  /** An option -p behind it in its line, with its value attached. */
  DASHP,
  /** A quotation mark behind it. */
  QUOTED;

  private static final int REACH = 300;

  static Gate named(String name) {
    return name == null ? NONE : valueOf(name.toUpperCase(Locale.ROOT));
  }

  /**
   * Whether the pattern is worth a try.
   *
   * @param b text
   * @param to where it ends
   * @param start of the keyword
   * @param end of the keyword
   */
  boolean opens(byte[] b, int to, int start, int end) {
    return switch (this) {
      case NONE -> true;
      case USERINFO -> userinfo(b, to, end);
      case SEMICOLON -> semicolon(b, start);
      case HEX -> hex(b, end, Math.min(to, end + 8), 8);
      case HEXBEFORE -> start >= 8 && hex(b, start - 8, start, 8);
      case ALNUM -> alnum(b, to, end);
      case B64 -> base64(b, to, end, false);
      case MIXED -> base64(b, to, end, true);
      case DASHU -> option(b, to, end, 'u');
      case DASHP -> option(b, to, end, 'p');
      case QUOTED -> end < to && (b[end] == '\'' || b[end] == '"' || b[end] == ' ');
    };
  }

  private static boolean userinfo(byte[] b, int to, int end) {
    boolean colon = false;
    int from = end;
    // The scheme may go on behind the keyword: postgresql+driver://.
    while (from < to && from - end < 24 && b[from - 1] != '/' && b[from] > ' ') {
      from++;
    }
    from += from < to && b[from] == '/' ? 1 : 0;
    int last = Math.min(to, from + REACH);
    for (int i = from; i < last; i++) {
      switch (b[i]) {
        case '@' -> {
          return colon;
        }
        case ':' -> colon = true;
        case '/', ' ', '\n', '"', '\'', '<', '>', '\\', '`', '?', '\t' -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  private static boolean semicolon(byte[] b, int start) {
    for (int i = start - 1; i >= 0 && i > start - REACH && b[i] != '\n'; i--) {
      if (b[i] == ';') {
        return true;
      }
    }
    return false;
  }

  private static boolean hex(byte[] b, int from, int to, int count) {
    if (to - from < count) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (Character.digit(b[i], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean alnum(byte[] b, int to, int end) {
    if (to - end < 12) {
      return false;
    }
    for (int i = end; i < end + 12; i++) {
      if (!Encodings.isBase64(b[i]) || b[i] == '-' || b[i] == '+' || b[i] == '/') {
        return false;
      }
    }
    return true;
  }

  private static boolean base64(byte[] b, int to, int end, boolean withDigit) {
    if (to - end < 12) {
      return false;
    }
    boolean digit = !withDigit;
    for (int i = end; i < end + 12; i++) {
      if (!Encodings.isBase64(b[i])) {
        return false;
      }
      digit |= b[i] >= '0' && b[i] <= '9';
    }
    return digit;
  }

  private static boolean option(byte[] b, int to, int end, char letter) {
    int last = Math.min(to - 2, end + REACH);
    for (int i = end; i < last && b[i] != '\n'; i++) {
      if (b[i] == ' ' && b[i + 1] == '-') {
        boolean found = b[i + 2] == letter || (b[i + 2] == '-' && letter == 'u');
        if (found) {
          return true;
        }
      }
    }
    return false;
  }
}
