package io.mdis.image.tar;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Bytes that are kept as they are: a name that need not be UTF-8, the value of an extended
 * attribute. Ordered as unsigned bytes.
 */
public final class ByteString implements Comparable<ByteString> {
  /** No bytes. */
  public static final ByteString EMPTY = new ByteString(new byte[0]);

  private final byte[] bytes;

  private ByteString(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The bytes, copied. */
  public static ByteString of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  /** A part of the bytes, copied. */
  public static ByteString of(byte[] bytes, int offset, int length) {
    return length == 0 ? EMPTY : new ByteString(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** The text as UTF-8. */
  public static ByteString utf8(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Number of bytes. */
  public int length() {
    return bytes.length;
  }

  /** One byte, signed. */
  public byte at(int index) {
    return bytes[index];
  }

  /** Where a byte comes first at or after a position; -1 when it doesn't. */
  public int indexOf(char wanted, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == (byte) wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Where a byte comes last; -1 when it doesn't. */
  public int lastIndexOf(char wanted) {
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (bytes[i] == (byte) wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the bytes begin with those of an ASCII text. */
  public boolean startsWith(String ascii) {
    if (bytes.length < ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (bytes[i] != (byte) ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes are those of an ASCII text. */
  public boolean is(String ascii) {
    return bytes.length == ascii.length() && startsWith(ascii);
  }

  /** A part of them. */
  public ByteString slice(int from, int to) {
    return from == 0 && to == bytes.length ? this : of(bytes, from, to - from);
  }

  /** These and others, joined by a slash unless one of them is empty. */
  public ByteString child(ByteString name) {
    if (bytes.length == 0) {
      return name;
    }
    byte[] joined = Arrays.copyOf(bytes, bytes.length + 1 + name.bytes.length);
    joined[bytes.length] = '/';
    System.arraycopy(name.bytes, 0, joined, bytes.length + 1, name.bytes.length);
    return new ByteString(joined);
  }

  /** Copies the bytes to a place. */
  public void copyTo(byte[] target, int offset) {
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  /** A copy of the bytes. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** Lower-case hex. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public int compareTo(ByteString other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** For people: what isn't printable or isn't UTF-8 stands as {@code \xNN}. */
  @Override
  public String toString() {
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean utf8 = Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes);
    StringBuilder shown = new StringBuilder();
    int i = 0;
    while (i < (utf8 ? text.length() : bytes.length)) {
      int point = utf8 ? text.codePointAt(i) : bytes[i] & 0xff;
      i += utf8 ? Character.charCount(point) : 1;
      if (isPlain(point, utf8)) {
        shown.appendCodePoint(point);
      } else {
        for (byte b :
            utf8
                ? Character.toString(point).getBytes(StandardCharsets.UTF_8)
                : new byte[] {(byte) point}) {
          shown.append("\\x").append(HexFormat.of().toHexDigits(b));
        }
      }
    }
    return shown.toString();
  }

  private static boolean isPlain(int point, boolean utf8) {
    if (point < 0x80) {
      return point >= ' ' && point != '\\' && point != 0x7f;
    }
    return utf8
        && (Character.isLetterOrDigit(point) || Character.getType(point) == Character.OTHER_SYMBOL);
  }
}
