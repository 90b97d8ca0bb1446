package io.mdis.secret.detect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Base64 (RFC 4648, both alphabets) and percent-encoding (RFC 3986, section 2.1), leniently. */
final class Encodings {
  private static final boolean[] BASE64 = new boolean[256];

  static {
    for (char c = 0; c < 128; c++) {
      BASE64[c] = Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '-' || c == '_';
    }
  }

  private Encodings() {}

  static boolean isBase64(byte b) {
    return BASE64[b & 0xff];
  }

  /** Decodes as much as is whole; null when there is nothing to decode. */
  static byte[] base64(byte[] text, int from, int to) {
    byte[] clean = new byte[to - from];
    int n = 0;
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if (isBase64(b)) {
        clean[n++] = b == '-' ? (byte) '+' : b == '_' ? (byte) '/' : b;
      }
    }
    if (n % 4 == 1) {
      n--;
    }
    return n < 2 ? null : Base64.getDecoder().decode(Arrays.copyOf(clean, n));
  }

  /** The decoded text, or null when it is none: printable ASCII and the usual white space. */
  static String base64Text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    byte[] decoded = base64(bytes, 0, bytes.length);
    if (decoded == null) {
      return null;
    }
    for (byte b : decoded) {
      if ((b < ' ' && b != '\n' && b != '\r' && b != '\t') || b == 0x7f) {
        return null;
      }
    }
    return new String(decoded, StandardCharsets.ISO_8859_1);
  }

  /** The text with its escapes replaced; itself when it has none. */
  static String percent(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%' && i + 2 < text.length()) {
        int high = Character.digit(text.charAt(i + 1), 16);
        int low = Character.digit(text.charAt(i + 2), 16);
        if (high >= 0 && low >= 0) {
          out.append((char) (high << 4 | low));
          i += 2;
          continue;
        }
      }
      out.append(c);
    }
    return out.toString();
  }
}
