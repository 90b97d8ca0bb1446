package io.mdis.history.scan;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A ustar archive of empty files whose modes and times a test decides. */
final class TestTar {
  private static final int BLOCK = 512;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long mtime = 1_700_000_000;

  /** Seconds since the epoch, of what is added from now on. */
  TestTar at(long seconds) {
    mtime = seconds;
    return this;
  }

  TestTar file(String name) {
    return entry(name, 0644, '0', "");
  }

  TestTar file(String name, int mode) {
    return entry(name, mode, '0', "");
  }

  TestTar folder(String name) {
    return entry(name + "/", 0755, '5', "");
  }

  TestTar link(String name, String target) {
    return entry(name, 0777, '2', target);
  }

  byte[] bytes() {
    byte[] entries = out.toByteArray();
    return java.util.Arrays.copyOf(entries, entries.length + 2 * BLOCK);
  }

  private TestTar entry(String name, int mode, char type, String target) {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 100, octal(mode, 7));
    put(header, 108, octal(0, 7));
    put(header, 116, octal(0, 7));
    put(header, 124, octal(0, 11));
    put(header, 136, octal(mtime, 11));
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 157, target);
    put(header, 257, "ustar\0" + "00");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, octal(sum, 6) + "\0 ");
    out.writeBytes(header);
    return this;
  }

  private static String octal(long value, int digits) {
    return String.format(Locale.ROOT, "%0" + digits + "o", value);
  }

  private static void put(byte[] header, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, header, offset, bytes.length);
  }
}
