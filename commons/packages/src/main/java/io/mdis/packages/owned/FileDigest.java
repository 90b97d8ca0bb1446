package io.mdis.packages.owned;

import java.util.Base64;
import java.util.HexFormat;

/** Digests as databases write them; what is none is empty, which no table takes. */
final class FileDigest {
  private FileDigest() {}

  static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
