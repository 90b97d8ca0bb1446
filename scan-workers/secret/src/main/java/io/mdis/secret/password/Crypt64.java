package io.mdis.secret.password;

import java.io.ByteArrayOutputStream;

/**
 * The base 64 of crypt(5), least significant bits first, and the numbers of variable length that
 * yescrypt writes in it.
 */
final class Crypt64 {
  private static final String ALPHABET =
      "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final String text;
  private int at;

  Crypt64(String text) {
    this.text = text;
  }

  boolean hasMore() {
    return at < text.length();
  }

  /** The next number; throws IllegalArgumentException where there is none. */
  int number(int least) {
    int digit = digit();
    int start = 0;
    int end = 47;
    int more = 0;
    int value = least;
    while (digit > end) {
      value += (end + 1 - start) << (6 * more);
      start = end + 1;
      end = start + (62 - end) / 2;
      more++;
    }
    value += (digit - start) << (6 * more);
    while (more > 0) {
      more--;
      value += digit() << (6 * more);
    }
    return value;
  }

  private int digit() {
    int value = hasMore() ? ALPHABET.indexOf(text.charAt(at++)) : -1;
    if (value < 0) {
      throw new IllegalArgumentException("no digit of base 64");
    }
    return value;
  }

  /** Bytes; throws IllegalArgumentException for what is no whole number of them. */
  static byte[] bytes(String text) {
    Crypt64 digits = new Crypt64(text);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (digits.hasMore()) {
      int value = 0;
      int bits = 0;
      while (bits < 24 && digits.hasMore()) {
        value |= digits.digit() << bits;
        bits += 6;
      }
      if (bits < 12) {
        throw new IllegalArgumentException("a digit without another");
      }
      for (int i = 0; i + 8 <= bits; i += 8) {
        out.write(value >>> i);
      }
    }
    return out.toByteArray();
  }
}
