package io.mdis.content;

/** Tells text from everything else by its bytes. */
final class TextBytes {
  private TextBytes() {}

  /**
   * Whether bytes are text: with the mark of a Unicode encoding, or without NUL and with at most
   * one control character in 32 that no text has, or UTF-16 of mostly ASCII characters.
   */
  static boolean isText(byte[] head, int length) {
    if (length >= 3
        && (head[0] & 0xff) == 0xef
        && (head[1] & 0xff) == 0xbb
        && head[2] == (byte) 0xbf) {
      return true;
    }
    if (Utf16.isMarked(head, length)) {
      return true;
    }
    int odd = 0;
    for (int i = 0; i < length; i++) {
      int b = head[i] & 0xff;
      if (b == 0) {
        return Utf16.looksLike(head, length);
      }
      if ((b < ' ' && !isUsual(b)) || b == 0x7f) {
        odd++;
      }
    }
    return odd * 32 <= length && isMostlyAscii(head, length);
  }

  /** Tab, line feed, vertical tab, form feed, carriage return, backspace, escape. */
  private static boolean isUsual(int b) {
    return (b >= 8 && b <= 13) || b == 0x1b;
  }

  /** Valid UTF-8 up to the cut, or a third at most outside ASCII, as single-byte encodings have. */
  private static boolean isMostlyAscii(byte[] head, int length) {
    int high = 0;
    for (int i = 0; i < length; i++) {
      if (head[i] < 0) {
        high++;
      }
    }
    return high * 3 <= length || isUtf8(head, length);
  }

  private static boolean isUtf8(byte[] head, int length) {
    int i = 0;
    while (i < length) {
      int b = head[i] & 0xff;
      int more = b < 0x80 ? 0 : b >= 0xf0 && b < 0xf5 ? 3 : b >= 0xe0 ? 2 : 1;
      if ((b >= 0x80 && b < 0xc2) || b >= 0xf5) {
        return false;
      }
      for (int j = 1; j <= more && i + j < length; j++) {
        if ((head[i + j] & 0xc0) != 0x80) {
          return false;
        }
      }
      i += 1 + more;
    }
    return true;
  }
}
