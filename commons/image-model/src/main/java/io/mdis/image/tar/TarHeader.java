package io.mdis.image.tar;

import io.mdis.image.ImageProblem;

/**
 * Fields of one 512-byte header block (POSIX.1-2017 "pax", "ustar Interchange Format"; GNU tar).
 */
final class TarHeader {
  private final byte[] block;
  private final int at;
  private final long position;

  TarHeader(byte[] block, int at, long position) {
    this.block = block;
    this.at = at;
    this.position = position;
  }

  boolean isZero() {
    for (int i = 0; i < TarParser.BLOCK; i++) {
      if (block[at + i] != 0) {
        return false;
      }
    }
    return true;
  }

  void check() throws TarException {
    long unsigned = 0;
    long signed = 0;
    for (int i = 0; i < TarParser.BLOCK; i++) {
      byte value = i >= 148 && i < 156 ? (byte) ' ' : block[at + i];
      unsigned += value & 0xff;
      signed += value;
    }
    long expected = octal(148, 8, "checksum");
    if (expected != unsigned && expected != signed) {
      throw malformed("header checksum is wrong: not a tar header");
    }
  }

  byte type() {
    return block[at + 156];
  }

  String name() {
    String name = text(0, 100);
    if (block[at + 257 + 5] == 0 && text(257, 6).equals("ustar")) {
      boolean star = text(508, 4).equals("tar");
      String prefix = text(345, star ? 131 : 155);
      return prefix.isEmpty() ? name : prefix + "/" + name;
    }
    return name;
  }

  String link() {
    return text(157, 100);
  }

  /** As {@link #name}, byte for byte. */
  ByteString exactName() {
    ByteString name = bytes(0, 100);
    if (block[at + 257 + 5] == 0 && text(257, 6).equals("ustar")) {
      boolean star = text(508, 4).equals("tar");
      return bytes(345, star ? 131 : 155).child(name);
    }
    return name;
  }

  /** As {@link #link}, byte for byte. */
  ByteString exactLink() {
    return bytes(157, 100);
  }

  long deviceMajor() throws TarException {
    return number(329, 8, "device number");
  }

  long deviceMinor() throws TarException {
    return number(337, 8, "device number");
  }

  /** Size of an old GNU sparse file when expanded. */
  long expandedSize() throws TarException {
    return number(483, 12, "size of a sparse file");
  }

  /** Adds the pieces that begin at a place in this block. */
  void pieces(int offset, int count, SparseMap map) throws TarException {
    for (int i = offset; i < offset + 24 * count && block[at + i] != 0; i += 24) {
      map.add(number(i, 12, "sparse piece"), number(i + 12, 12, "sparse piece"));
    }
  }

  int mode() throws TarException {
    return (int) number(100, 8, "mode") & 07777;
  }

  long uid() throws TarException {
    return number(108, 8, "uid");
  }

  long gid() throws TarException {
    return number(116, 8, "gid");
  }

  long size() throws TarException {
    long size = number(124, 12, "size");
    if (size < 0) {
      throw malformed("size is negative");
    }
    return size;
  }

  long mtime() throws TarException {
    return number(136, 12, "mtime");
  }

  /** Whether sparse map blocks follow an old GNU sparse header. */
  boolean moreSparse() {
    return block[at + 482] != 0;
  }

  private String text(int offset, int length) {
    return TarPath.decode(block, at + offset, zero(offset, length));
  }

  private ByteString bytes(int offset, int length) {
    return ByteString.of(block, at + offset, zero(offset, length));
  }

  private int zero(int offset, int length) {
    int end = 0;
    while (end < length && block[at + offset + end] != 0) {
      end++;
    }
    return end;
  }

  private long number(int offset, int length, String field) throws TarException {
    int first = block[at + offset] & 0xff;
    if ((first & 0x80) == 0) {
      return octal(offset, length, field);
    }
    boolean negative = (first & 0x40) != 0;
    long value = negative ? -1 : 0;
    for (int i = 0; i < length; i++) {
      int octet = block[at + offset + i] & 0xff;
      if (i == 0) {
        octet = negative ? octet | 0x80 : octet & 0x7f;
      }
      long top = value >> 55;
      if (top != 0 && top != -1) {
        throw malformed(field + " doesn't fit 64 bits");
      }
      value = value << 8 | octet;
    }
    return value;
  }

  private long octal(int offset, int length, String field) throws TarException {
    long value = 0;
    int i = 0;
    while (i < length && (block[at + offset + i] == ' ' || block[at + offset + i] == 0)) {
      i++;
    }
    for (; i < length; i++) {
      byte digit = block[at + offset + i];
      if (digit == ' ' || digit == 0) {
        break;
      }
      if (digit < '0' || digit > '7') {
        throw malformed(field + " isn't an octal number");
      }
      value = value << 3 | (digit - '0');
    }
    return value;
  }

  private TarException malformed(String what) {
    return new TarException(ImageProblem.MALFORMED_LAYER, what + " (byte " + position + ")");
  }
}
