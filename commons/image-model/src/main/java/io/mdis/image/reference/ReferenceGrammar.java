package io.mdis.image.reference;

/**
 * The grammar of the distribution project's "reference" package, in one pass over each part, so
 * that no input takes longer than its length.
 */
final class ReferenceGrammar {
  private static final int MAX_REPOSITORY = 255;
  private static final int MAX_TAG = 128;
  private static final int MAX_HOST = 253;

  private ReferenceGrammar() {}

  /** {@code [\w][\w.-]{0,127}}. */
  static boolean isTag(String tag) {
    if (tag.isEmpty() || tag.length() > MAX_TAG) {
      return false;
    }
    for (int i = 0; i < tag.length(); i++) {
      char c = tag.charAt(i);
      boolean word = isLower(c) || isUpper(c) || isNumber(c) || c == '_';
      if (!word && (i == 0 || (c != '.' && c != '-'))) {
        return false;
      }
    }
    return true;
  }

  /** Components parted by slashes, each alphanumeric runs parted by one separator. */
  static boolean isRepository(String path) {
    if (path.isEmpty() || path.length() > MAX_REPOSITORY) {
      return false;
    }
    char previous = '/';
    int run = 0;
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (isLower(c) || isNumber(c)) {
        run = 0;
      } else if (previous != c && !(isLower(previous) || isNumber(previous))) {
        return false;
      } else if (c == '/' || c == '.') {
        if (previous == c) {
          return false;
        }
      } else if (c == '_') {
        if (++run > 2 || (previous == c && run == 1)) {
          return false;
        }
      } else if (c != '-') {
        return false;
      }
      if (i == 0 && !(isLower(c) || isNumber(c))) {
        return false;
      }
      previous = c;
    }
    return isLower(previous) || isNumber(previous);
  }

  /** Host name, IPv4 or bracketed IPv6 address, with an optional port of 1 to 65535. */
  static boolean isHost(String text) {
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[");
    String host = text;
    if (colon >= 0 && !(bracketed && text.endsWith("]"))) {
      if (!isPort(text.substring(colon + 1))) {
        return false;
      }
      host = text.substring(0, colon);
    }
    if (host.isEmpty() || host.length() > MAX_HOST) {
      return false;
    }
    return bracketed ? isBracketed(host) : isName(host);
  }

  private static boolean isName(String host) {
    char previous = '.';
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean alphanumeric = isLower(c) || isUpper(c) || isNumber(c);
      boolean after = previous != '.' && previous != '-';
      if (!alphanumeric && !(c == '-' && previous != '.') && !(c == '.' && after)) {
        return false;
      }
      previous = c;
    }
    return previous != '.' && previous != '-';
  }

  private static boolean isBracketed(String host) {
    if (host.length() < 4 || !host.endsWith("]")) {
      return false;
    }
    for (int i = 1; i < host.length() - 1; i++) {
      char c = host.charAt(i);
      if (!(isNumber(c) || c == ':' || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPort(String text) {
    if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> isNumber((char) c))) {
      return false;
    }
    int port = Integer.parseInt(text);
    return port > 0 && port < 65536;
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isNumber(char c) {
    return c >= '0' && c <= '9';
  }
}
