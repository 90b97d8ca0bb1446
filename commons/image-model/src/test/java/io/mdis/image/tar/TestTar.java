package io.mdis.image.tar;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes small tars for tests, hostile ones included. */
public final class TestTar {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public TestTar file(String name, String content) {
    return entry(name, '0', "", content.getBytes(StandardCharsets.UTF_8));
  }

  public TestTar dir(String name) {
    return entry(name, '5', "", new byte[0]);
  }

  public TestTar symlink(String name, String target) {
    return entry(name, '2', target, new byte[0]);
  }

  public TestTar hardLink(String name, String target) {
    return entry(name, '1', target, new byte[0]);
  }

  /** With GNU long names where needed. */
  public TestTar entry(String name, char type, String link, byte[] content) {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    if (nameBytes.length > 100) {
      raw(header("././@LongLink", 'L', "", nameBytes.length + 1), nameBytes, new byte[1]);
    }
    byte[] linkBytes = link.getBytes(StandardCharsets.UTF_8);
    if (linkBytes.length > 100) {
      raw(header("././@LongLink", 'K', "", linkBytes.length + 1), linkBytes, new byte[1]);
    }
    return raw(header(name, type, link, content.length), content);
  }

  /** A PAX header for the next entry; pairs of key and value. */
  public TestTar pax(String... pairs) {
    return extension('x', pairs);
  }

  public TestTar extension(char type, String... pairs) {
    ByteArrayOutputStream records = new ByteArrayOutputStream();
    for (int i = 0; i < pairs.length; i += 2) {
      String body = " " + pairs[i] + "=" + pairs[i + 1] + "\n";
      int bodyLength = body.getBytes(StandardCharsets.UTF_8).length;
      int length = bodyLength + 1;
      while (Integer.toString(length).length() + bodyLength != length) {
        length++;
      }
      records.writeBytes((length + body).getBytes(StandardCharsets.UTF_8));
    }
    byte[] bytes = records.toByteArray();
    return raw(header("PaxHeaders/x", type, "", bytes.length), bytes);
  }

  /** A header block and its content, padded. */
  public TestTar raw(byte[] header, byte[]... content) {
    out.writeBytes(header);
    int length = 0;
    for (byte[] part : content) {
      out.writeBytes(part);
      length += part.length;
    }
    out.writeBytes(new byte[-length & 511]);
    return this;
  }

  /** The tar without its end marker. */
  public byte[] open() {
    return out.toByteArray();
  }

  public byte[] bytes() {
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }

  public static byte[] header(String name, char type, String link, long size) {
    byte[] block = new byte[512];
    put(block, 0, 100, name);
    put(block, 100, 8, type == '5' ? "0000755" : "0000644");
    put(block, 108, 8, "0000012");
    put(block, 116, 8, "0000024");
    put(block, 124, 12, String.format(Locale.ROOT, "%011o", size));
    put(block, 136, 12, "14000000000");
    block[156] = (byte) type;
    put(block, 157, 100, link);
    put(block, 257, 6, "ustar");
    put(block, 263, 2, "00");
    return checksum(block);
  }

  public static byte[] checksum(byte[] block) {
    put(block, 148, 8, "        ");
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    for (int i = 5; i >= 0; i--) {
      block[148 + i] = (byte) ('0' + (sum & 7));
      sum >>= 3;
    }
    block[154] = 0;
    return block;
  }

  public static void put(byte[] block, int offset, int length, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, block, offset, Math.min(length, bytes.length));
  }
}
