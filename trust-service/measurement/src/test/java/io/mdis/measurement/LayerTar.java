package io.mdis.measurement;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes tars byte by byte: every attribute, every oddity. Names are ISO-8859-1: one char, a byte.
 */
public final class LayerTar {
  private final List<byte[]> entries = new ArrayList<>();
  private final ByteArrayOutputStream pax = new ByteArrayOutputStream();
  private final ByteArrayOutputStream before = new ByteArrayOutputStream();
  private int mode = -1;
  private long uid;
  private long gid;
  private long mtime = 1_500_000_000;
  private String device = "";

  public LayerTar mode(int bits) {
    mode = bits;
    return this;
  }

  public LayerTar owner(long user, long group) {
    uid = user;
    gid = group;
    return this;
  }

  public LayerTar time(long seconds) {
    mtime = seconds;
    return this;
  }

  /** A PAX record for the next entry. */
  public LayerTar pax(String key, String value) {
    pax.writeBytes(record(key, value));
    return this;
  }

  public LayerTar xattr(String name, String value) {
    return pax("SCHILY.xattr." + name, value);
  }

  /** A global PAX header. */
  public LayerTar global(String key, String value) {
    before.writeBytes(block("pax_global_header", 'g', "", record(key, value)));
    return this;
  }

  /** The next name as a GNU long name. */
  public LayerTar longName(char type, String name) {
    before.writeBytes(block("././@LongLink", type, "", bytes(name + "\0")));
    return this;
  }

  public LayerTar file(String name, String content) {
    return entry(name, '0', "", bytes(content));
  }

  public LayerTar dir(String name) {
    return entry(name, '5', "", new byte[0]);
  }

  public LayerTar symlink(String name, String target) {
    return entry(name, '2', target, new byte[0]);
  }

  public LayerTar hardLink(String name, String target) {
    return entry(name, '1', target, new byte[0]);
  }

  public LayerTar device(String name, char type, int major, int minor) {
    device = String.format(Locale.ROOT, "%07o\0%07o\0", major, minor);
    return entry(name, type, "", new byte[0]);
  }

  public LayerTar entry(String name, char type, String link, byte[] content) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(before.toByteArray());
    if (pax.size() > 0) {
      all.writeBytes(block("PaxHeaders/next", 'x', "", pax.toByteArray()));
    }
    all.writeBytes(block(name, type, link, content));
    entries.add(all.toByteArray());
    before.reset();
    pax.reset();
    mode = -1;
    uid = 0;
    gid = 0;
    mtime = 1_500_000_000;
    device = "";
    return this;
  }

  /** Each entry with the headers before it, to be put into another order. */
  public List<byte[]> entries() {
    return entries;
  }

  public byte[] bytes() {
    return join(entries);
  }

  public static byte[] join(List<byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    entries.forEach(out::writeBytes);
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }

  /** A header alone, its fields open to whoever makes something odd of it. */
  public byte[] block(String name, char type, String link, byte[] content) {
    byte[] block = new byte[512];
    put(block, 0, 100, name);
    put(block, 100, 8, octal(mode >= 0 ? mode : type == '5' ? 0755 : 0644, 7));
    number(block, 108, 8, uid);
    number(block, 116, 8, gid);
    put(block, 124, 12, octal(content.length, 11));
    number(block, 136, 12, mtime);
    block[156] = (byte) type;
    put(block, 157, 100, link);
    put(block, 257, 8, "ustar\00000");
    put(block, 329, 16, device);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(checksum(block));
    out.writeBytes(content);
    out.writeBytes(new byte[-content.length & 511]);
    return out.toByteArray();
  }

  public static byte[] checksum(byte[] block) {
    put(block, 148, 8, "        ");
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += block[i] & 0xff;
    }
    put(block, 148, 8, octal(sum, 6) + "\0 ");
    return block;
  }

  public static void put(byte[] block, int offset, int length, String text) {
    byte[] bytes = bytes(text);
    System.arraycopy(bytes, 0, block, offset, Math.min(length, bytes.length));
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void number(byte[] block, int offset, int length, long value) {
    if (value >= 0 && value < 1L << (3 * (length - 1))) {
      put(block, offset, length, octal(value, length - 1));
      return;
    }
    for (int i = 0; i < length; i++) {
      int shift = 8 * (length - 1 - i);
      block[offset + i] = (byte) (shift > 56 ? value >> 63 : value >> shift);
    }
    block[offset] |= (byte) 0x80;
  }

  private static String octal(long value, int digits) {
    return String.format(Locale.ROOT, "%0" + digits + "o", value);
  }

  private static byte[] record(String key, String value) {
    int rest = key.length() + value.length() + 3;
    int length = rest + Integer.toString(rest).length();
    length = rest + Integer.toString(length).length();
    return bytes(length + " " + key + "=" + value + "\n");
  }
}
