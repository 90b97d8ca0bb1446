package io.mdis.image.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Headers of a tar (POSIX.1-2017, pax, "ustar Interchange Format"); long names as PAX records. */
final class TarHeaders {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;

  private TarHeaders() {}

  static byte[] file(String name, long size, long mtime) {
    return entry(name, '0', "", size, mtime, 0644);
  }

  static byte[] folder(String name, long mtime) {
    return entry(name, '5', "", 0, mtime, 0755);
  }

  static byte[] link(String name, String target, long mtime) {
    return entry(name, '2', target, 0, mtime, 0777);
  }

  private static byte[] entry(
      String name, char type, String link, long size, long mtime, int mode) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String pax = record("path", name) + (link.isEmpty() ? "" : record("linkpath", link));
    pax += size > 077777777777L ? record("size", Long.toString(size)) : "";
    byte[] records = pax.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(header("PaxHeader", 'x', "", records.length, mtime, 0644));
    out.writeBytes(records);
    out.writeBytes(new byte[-records.length & (BLOCK - 1)]);
    out.writeBytes(header(name, type, link, size, mtime, mode));
    return out.toByteArray();
  }

  /** {@code length key=value\n}, where the length counts itself. */
  private static String record(String key, String value) {
    int rest = (" " + key + "=" + value + "\n").getBytes(StandardCharsets.UTF_8).length;
    int length = rest + Integer.toString(rest).length();
    length = rest + Integer.toString(length).length();
    return length + " " + key + "=" + value + "\n";
  }

  private static byte[] header(
      String name, char type, String link, long size, long mtime, int mode) {
    byte[] block = new byte[BLOCK];
    text(block, 0, NAME_LENGTH, name);
    octal(block, 100, 8, mode);
    octal(block, 108, 8, 0);
    octal(block, 116, 8, 0);
    octal(block, 124, 12, Math.min(size, 077777777777L));
    octal(block, 136, 12, Math.clamp(mtime, 0L, 077777777777L));
    block[156] = (byte) type;
    text(block, 157, NAME_LENGTH, link);
    text(block, 257, 6, "ustar");
    text(block, 263, 2, "00");
    java.util.Arrays.fill(block, 148, 156, (byte) ' ');
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    octal(block, 148, 7, sum);
    return block;
  }

  private static void text(byte[] block, int offset, int length, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, block, offset, Math.min(bytes.length, length));
  }

  private static void octal(byte[] block, int offset, int length, long value) {
    String digits = Long.toOctalString(value);
    text(block, offset, length - 1, "0".repeat(length - 1 - digits.length()) + digits);
  }
}
