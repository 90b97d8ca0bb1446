package io.mdis.export.junit;

/** Text that XML can hold (XML 1.0, production 2): names in images have all kinds of characters. */
final class XmlText {
  private static final int REPLACEMENT = 0xfffd;

  private XmlText() {}

  /** The text with each character that XML has no way to write replaced. */
  static String of(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(c -> allowed(c) ? c : REPLACEMENT).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }
}
