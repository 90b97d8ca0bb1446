package io.mdis.secret.detect;

import java.nio.charset.StandardCharsets;

/**
 * Reads what is assigned to a name, in whatever language: {@code NAME=value}, {@code "name":
 * "value"}, {@code name => 'value'}, {@code <name>value</name>}, {@code --name value}, {@code ENV
 * NAME value}, a pair of {@code name:} and {@code value:}, {@code set("name", "value")}. One object
 * reads many, one after the other; it allocates nothing until a value is asked for.
 */
final class Assignment {
  /** Longest name; longer ones are no names. */
  private static final int MAX_NAME = 100;

  private static final int MAX_SPACE = 40;
  private static final int MAX_VALUE = 16 << 10;
  private static final int MAX_BARE = 2048;

  private byte[] b;
  private int low;
  private int high;
  private int nameStart;
  private int nameEnd;
  private int valueStart;
  private int valueEnd;
  private boolean quoted;
  private boolean escaped;
  private boolean percent;
  private boolean tight;
  private boolean explicit;

  /** Where the name begins that a keyword is a part of. */
  int nameStart(byte[] text, int from, int start) {
    int at = start;
    int first = Math.max(from, start - MAX_NAME);
    while (at > first && isName(text[at - 1])) {
      at--;
    }
    return at;
  }

  /**
   * Reads the assignment to the name around a keyword; false when there is none.
   *
   * @param from first byte of the text
   * @param to end of the text
   * @param start of the keyword
   * @param end of the keyword
   */
  boolean read(byte[] text, int from, int to, int start, int end) {
    b = text;
    low = from;
    high = to;
    int at = end;
    int last = Math.min(to, end + MAX_NAME);
    while (at < last && isName(b[at])) {
      at++;
    }
    if (at == last) {
      return false;
    }
    nameEnd = at;
    // Most names are followed by what assigns nothing.
    byte next = b[at];
    if (!(next == '='
        || next == ':'
        || next == '"'
        || next == '\''
        || next == ' '
        || next == '\t'
        || next == '\\'
        || next == '%'
        || next == '>'
        || next == ']'
        || next == '|'
        || next == '?'
        || next == '`'
        || next == '\n'
        || next == '\r')) {
      return false;
    }
    nameStart = nameStart(text, from, start);
    while (nameEnd > nameStart && (b[nameEnd - 1] == '.' || b[nameEnd - 1] == '-')) {
      nameEnd--;
    }
    quoted = false;
    escaped = false;
    percent = false;
    tight = false;
    explicit = false;
    return operator(at);
  }

  private boolean operator(int from) {
    int at = from;
    byte before = nameStart > low ? b[nameStart - 1] : (byte) '\n';
    boolean nameQuoted = false;
    if (at + 1 < high && b[at] == '\\' && isQuote(b[at + 1])) {
      at += 2;
      nameQuoted = true;
    } else if (isQuote(b[at])) {
      at++;
      nameQuoted = true;
    }
    while (at < high && (b[at] == ']' || b[at] == '}')) {
      at++;
    }
    if (at >= high) {
      return false;
    }
    if ((b[at] == '>' && before == '<') || (b[at] == '>' && nameQuoted)) {
      return element(at + 1);
    }
    if (startsWith(at, "%3d") || startsWith(at, "%3D")) {
      percent = true;
      return bare(at + 3, true);
    }
    int space = at;
    at = skipSpace(at);
    boolean spaced = at > space;
    if (at >= high) {
      return false;
    }
    if (b[at] == '\n' || b[at] == '\r') {
      return !nameQuoted ? pairBelow(at) : pair(at);
    }
    if (b[at] == ',' && nameQuoted) {
      return pair(at) || argument(at);
    }
    if (nameQuoted && startsWith(at, "value=")) {
      explicit = true;
      return value(at + 6, false);
    }
    if (b[at] == '=') {
      if (at + 1 < high && (b[at + 1] == '=' || b[at + 1] == '~')) {
        return false;
      }
      if (at + 1 < high && b[at + 1] == '>') {
        at++;
      }
      tight = !spaced && at + 1 < high && !isSpace(b[at + 1]);
      return value(at + 1, true);
    }
    if (b[at] == ':') {
      if (at + 1 < high && b[at + 1] == '=') {
        at++;
      } else if (at + 1 < high && b[at + 1] == ':') {
        return false;
      }
      return value(at + 1, true);
    }
    if ((startsWith(at, "||=") || startsWith(at, "?=") || startsWith(at, "|=")) && at + 3 < high) {
      return value(at + (b[at + 1] == '|' ? 3 : 2), true);
    }
    if (spaced && !nameQuoted && (isFlag() || isEnv())) {
      explicit = true;
      return b[at] != '-' && value(at, false);
    }
    return false;
  }

  /** {@code --name value}. */
  private boolean isFlag() {
    return b[nameStart] == '-' && nameStart + 1 < nameEnd && b[nameStart + 1] == '-';
  }

  /** {@code ENV NAME value} of a Dockerfile. */
  private boolean isEnv() {
    int at = nameStart - 1;
    return at - 3 >= low
        && b[at] == ' '
        && b[at - 1] == 'V'
        && b[at - 2] == 'N'
        && b[at - 3] == 'E'
        && (at - 4 < low || b[at - 4] == '\n');
  }

  /** {@code "name": "NAME", "value": "…"}, as containers' environments are listed in JSON. */
  private boolean pair(int from) {
    int at = from + (b[from] == ',' ? 1 : 0);
    int last = Math.min(high, at + 4 * MAX_SPACE);
    while (at < last && (isSpace(b[at]) || b[at] == '\n' || b[at] == '\r')) {
      at++;
    }
    if (at < last && isQuote(b[at])) {
      at++;
    }
    if (!startsWith(at, "value") && !startsWith(at, "Value")) {
      return false;
    }
    at += 5;
    if (at < high && isQuote(b[at])) {
      at++;
    }
    at = skipSpace(at);
    if (at >= high || (b[at] != ':' && b[at] != '=')) {
      return false;
    }
    explicit = true;
    return value(at + 1, false);
  }

  /** The same in YAML, where the name is no key but the value of {@code name:}. */
  private boolean pairBelow(int at) {
    int colon = nameStart - 1;
    while (colon > low && isSpace(b[colon])) {
      colon--;
    }
    return colon >= low && b[colon] == ':' && pair(at);
  }

  /** {@code put("name", "value")}: the name stands behind a parenthesis. */
  private boolean argument(int comma) {
    int open = nameStart - 2;
    if (open < low || b[open] != '(') {
      return false;
    }
    int at = skipSpace(comma + 1);
    return at < high && isQuote(b[at]) && value(at, false);
  }

  /** {@code <name>value<}. */
  private boolean element(int from) {
    int at = from;
    int last = Math.min(high, from + MAX_BARE);
    while (at < last && b[at] != '<' && b[at] != '\n') {
      at++;
    }
    if (at >= last || b[at] != '<') {
      return false;
    }
    explicit = true;
    valueStart = from;
    valueEnd = at;
    return trim();
  }

  private boolean value(int from, boolean typed) {
    int at = skipSpace(from);
    if (at >= high || b[at] == '\n' || b[at] == '\r') {
      return false;
    }
    if (typed && Character.isLetter(b[at])) {
      int assigned = behindType(at);
      if (assigned > 0) {
        at = assigned;
      }
    }
    int quote = at;
    // Prefixes of strings: r"", b"", f"", u"", L"", @"", $"".
    while (quote < high && quote - at < 2 && "rbfuRBFUL@$".indexOf(b[quote]) >= 0) {
      quote++;
    }
    if (quote < high && isQuote(b[quote])) {
      return string(quote);
    }
    if (quote + 1 < high && b[quote] == '\\' && isQuote(b[quote + 1])) {
      escaped = true;
      return string(quote + 1);
    }
    return bare(at, false);
  }

  /** The place behind {@code : string = }, or 0. */
  private int behindType(int from) {
    int at = from;
    int last = Math.min(high, from + MAX_SPACE);
    while (at < last && (isName(b[at]) || b[at] == '<' || b[at] == '>' || b[at] == '[')) {
      at++;
    }
    int equal = skipSpace(at);
    if (equal == at || equal + 1 >= high || b[equal] != '=' || !isSpace(b[equal + 1])) {
      return 0;
    }
    int value = skipSpace(equal);
    value = skipSpace(value + 1);
    return value < high && isQuote(b[value]) ? value : 0;
  }

  private boolean string(int open) {
    byte quote = b[open];
    int at = open + 1;
    int last = Math.min(high, at + MAX_VALUE);
    while (at < last && b[at] != '\n') {
      if (escaped && b[at] == '\\' && at + 1 < last && b[at + 1] == quote) {
        break;
      }
      if (!escaped && b[at] == '\\' && at + 1 < last) {
        at += 2;
        continue;
      }
      if (b[at] == quote) {
        break;
      }
      at++;
    }
    if (at >= last || b[at] == '\n') {
      return false;
    }
    quoted = true;
    valueStart = open + 1;
    valueEnd = at;
    // "…" + other, "…" . other, "…".format(: only a part of the value.
    int behind = skipSpace(at + (escaped ? 2 : 1));
    boolean goesOn =
        behind < high
            && (b[behind] == '+'
                || (b[behind] == '.' && behind + 1 < high && b[behind + 1] != '.')
                || (b[behind] == '%' && quote != '`'));
    return !goesOn && valueEnd > valueStart;
  }

  private boolean bare(int from, boolean encoded) {
    int at = from;
    int last = Math.min(high, from + MAX_BARE);
    boolean line = encoded || startsLine();
    while (at < last && b[at] > ' ' && b[at] != '"' && b[at] != '\'' && b[at] != '`') {
      if (encoded && (startsWith(at, "%26") || b[at] == '&')) {
        break;
      }
      if (!line && ",;)]}<>&|\\".indexOf(b[at]) >= 0) {
        break;
      }
      at++;
    }
    valueStart = from;
    valueEnd = at;
    while (valueEnd > valueStart && (b[valueEnd - 1] == ',' || b[valueEnd - 1] == ';')) {
      valueEnd--;
    }
    return valueEnd > valueStart;
  }

  /** Whether only what may stand before a setting is before the name in its line. */
  private boolean startsLine() {
    int at = nameStart - 1;
    int first = Math.max(low - 1, nameStart - MAX_SPACE);
    while (at > first && b[at] != '\n') {
      byte c = b[at];
      boolean usual = isSpace(c) || c == '-' || c == '"' || c == '\'' || (c >= 'a' && c <= 'z');
      if (!usual && !(c == 'E' || c == 'N' || c == 'V' || c == 'A' || c == 'R' || c == 'G')) {
        return false;
      }
      at--;
    }
    String head = new String(b, at + 1, nameStart - at - 1, StandardCharsets.ISO_8859_1).strip();
    return head.isEmpty()
        || head.equals("export")
        || head.equals("set")
        || head.equals("ENV")
        || head.equals("ARG")
        || head.equals("-")
        || head.equals("- -e")
        || head.equals("local")
        || head.equals("setenv")
        || head.equals("\"")
        || head.equals("- \"")
        || head.equals("'");
  }

  private boolean trim() {
    while (valueStart < valueEnd && b[valueStart] <= ' ') {
      valueStart++;
    }
    while (valueEnd > valueStart && b[valueEnd - 1] <= ' ') {
      valueEnd--;
    }
    return valueEnd > valueStart;
  }

  private int skipSpace(int from) {
    int at = from;
    int last = Math.min(high, from + MAX_SPACE);
    while (at < last && isSpace(b[at])) {
      at++;
    }
    return at;
  }

  private boolean startsWith(int at, String text) {
    if (at + text.length() > high) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (b[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where the name ends; behind it another name may begin. */
  int nameEnd() {
    return nameEnd;
  }

  int nameBegin() {
    return nameStart;
  }

  int valueStart() {
    return valueStart;
  }

  int valueEnd() {
    return valueEnd;
  }

  /** The value, percent-decoded where the assignment was encoded. */
  String value() {
    String value = new String(b, valueStart, valueEnd - valueStart, StandardCharsets.ISO_8859_1);
    return percent ? Encodings.percent(value) : value;
  }

  /** Name as written. */
  String name() {
    return new String(b, nameStart, nameEnd - nameStart, StandardCharsets.ISO_8859_1);
  }

  /** Whether a value of this kind can be one in such a text: in programs, bare words are names. */
  boolean isLiteral(PathKind.Text text) {
    if (quoted || percent) {
      return true;
    }
    return switch (text) {
      case CODE -> false;
      case CONFIG -> true;
      default -> explicit || tight || startsLine();
    };
  }

  /** The name in lower case with underscores between its words, none in front. */
  static String normalised(String name) {
    StringBuilder out = new StringBuilder(name.length() + 8);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '-' || c == '.' || c == '_') {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != '_') {
          out.append('_');
        }
        continue;
      }
      if (c >= 'A' && c <= 'Z') {
        boolean afterLower =
            i > 0 && (isLower(name.charAt(i - 1)) || Character.isDigit(name.charAt(i - 1)));
        boolean beforeLower =
            i > 0
                && i + 1 < name.length()
                && isLower(name.charAt(i + 1))
                && Character.isUpperCase(name.charAt(i - 1));
        if ((afterLower || beforeLower) && !out.isEmpty() && out.charAt(out.length() - 1) != '_') {
          out.append('_');
        }
        out.append((char) (c + 32));
      } else {
        out.append(c);
      }
    }
    int end = out.length();
    while (end > 0 && out.charAt(end - 1) == '_') {
      end--;
    }
    return out.substring(0, end);
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\t';
  }

  private static boolean isQuote(byte c) {
    return c == '"' || c == '\'' || c == '`';
  }

  private static boolean isName(byte c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '-'
        || c == '.';
  }
}
