package io.mdis.content;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** A zip of stored members whose sizes stand behind them, which no library writes. */
final class StoredZip {
  private static final int LOCAL = 0x04034b50;
  private static final int DESCRIPTOR = 0x08074b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int LISTED = 46;
  private static final int END = 0x06054b50;

  private StoredZip() {}

  /** Of names and contents; its list of members at the end names none. */
  static byte[] of(Object... namesAndContents) {
    int listed = namesAndContents.length / 2 * LISTED;
    int size = listed + 22;
    for (int i = 0; i < namesAndContents.length; i += 2) {
      size +=
          46 + ((String) namesAndContents[i]).length() + ((byte[]) namesAndContents[i + 1]).length;
    }
    ByteBuffer zip = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < namesAndContents.length; i += 2) {
      byte[] name = ((String) namesAndContents[i]).getBytes(StandardCharsets.US_ASCII);
      byte[] content = (byte[]) namesAndContents[i + 1];
      zip.putInt(LOCAL).putShort((short) 20).putShort((short) 8).putShort((short) 0);
      zip.putInt(0).putInt(0).putInt(0).putInt(0);
      zip.putShort((short) name.length).putShort((short) 0).put(name).put(content);
      CRC32 crc = new CRC32();
      crc.update(content);
      zip.putInt(DESCRIPTOR).putInt((int) crc.getValue());
      zip.putInt(content.length).putInt(content.length);
    }
    zip.putInt(CENTRAL).position(zip.position() + listed - 4);
    return zip.putInt(END).array();
  }
}
