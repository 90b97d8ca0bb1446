package io.mdis.packages.rpm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A package's header as the database holds it: two counts, an index of tags and their data, all
 * big-endian (rpm, docs/manual/format_header.md).
 */
public final class RpmHeader {
  public static final int NAME = 1000;
  public static final int VERSION = 1001;
  public static final int RELEASE = 1002;
  public static final int EPOCH = 1003;
  public static final int ARCH = 1022;
  public static final int SOURCE_RPM = 1044;
  public static final int OLD_FILE_NAMES = 1027;
  public static final int DIRECTORY_INDEXES = 1116;
  public static final int BASE_NAMES = 1117;
  public static final int DIRECTORY_NAMES = 1118;
  public static final int MODULARITY_LABEL = 5096;

  private static final int PREAMBLE = 8;
  private static final int ENTRY = 16;
  private static final int TYPE_CHAR = 1;
  private static final int TYPE_INT32 = 4;
  private static final int TYPE_STRING = 6;
  private static final int TYPE_STRING_ARRAY = 8;
  private static final int MAX_ENTRIES = 65_536;
  private static final int MAX_TEXT = 512;

  private final ByteBuffer bytes;
  private final int entries;
  private final int data;
  private final int end;

  private RpmHeader(ByteBuffer bytes, int entries, int end) {
    this.bytes = bytes;
    this.entries = entries;
    this.data = PREAMBLE + entries * ENTRY;
    this.end = end;
  }

  /** Checks the counts; throws when the bytes are no header. */
  public static RpmHeader of(byte[] bytes) throws RpmDatabaseException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (bytes.length < PREAMBLE) {
      throw new RpmDatabaseException("is a header of " + bytes.length + " bytes");
    }
    long entries = buffer.getInt(0) & 0xffffffffL;
    long length = buffer.getInt(4) & 0xffffffffL;
    long end = PREAMBLE + entries * ENTRY + length;
    if (entries > MAX_ENTRIES || end > bytes.length) {
      throw new RpmDatabaseException(
          "is a header of " + entries + " tags and " + end + " bytes in " + bytes.length);
    }
    return new RpmHeader(buffer, (int) entries, (int) end);
  }

  /** A tag's text; empty when the header lacks it. */
  public String text(int tag) throws RpmDatabaseException {
    int at = find(tag, TYPE_STRING);
    if (at < 0) {
      return "";
    }
    int stop = at;
    while (stop < end && bytes.get(stop) != 0) {
      stop++;
    }
    if (stop == end || stop - at > MAX_TEXT) {
      throw new RpmDatabaseException("has an endless text in tag " + tag);
    }
    byte[] encoded = new byte[stop - at];
    bytes.get(at, encoded);
    String text = new String(encoded, StandardCharsets.UTF_8);
    if (!text.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new RpmDatabaseException("has odd characters in tag " + tag);
    }
    return text;
  }

  /** A tag's number, 0 to 2^32-1; -1 when the header lacks it. */
  public long number(int tag) throws RpmDatabaseException {
    int at = find(tag, TYPE_INT32);
    if (at < 0) {
      return -1;
    }
    if (at + 4 > end) {
      throw new RpmDatabaseException("has no number in tag " + tag);
    }
    return bytes.getInt(at) & 0xffffffffL;
  }

  /** A tag's texts, which may have any characters; none when the header lacks it. */
  public List<String> texts(int tag) throws RpmDatabaseException {
    List<String> texts = new ArrayList<>();
    int at = find(tag, TYPE_STRING_ARRAY);
    int count = at < 0 ? 0 : count(tag);
    for (int i = 0; i < count; i++) {
      int stop = at;
      while (stop < end && bytes.get(stop) != 0) {
        stop++;
      }
      if (stop == end) {
        throw new RpmDatabaseException("has fewer texts in tag " + tag + " than it says");
      }
      byte[] encoded = new byte[stop - at];
      bytes.get(at, encoded);
      texts.add(new String(encoded, StandardCharsets.UTF_8));
      at = stop + 1;
    }
    return texts;
  }

  /** A tag's numbers; none when the header lacks it. */
  public int[] numbers(int tag) throws RpmDatabaseException {
    int at = find(tag, TYPE_INT32);
    int count = at < 0 ? 0 : count(tag);
    if (count < 0 || count > (end - Math.max(at, 0)) / Integer.BYTES) {
      throw new RpmDatabaseException("has fewer numbers in tag " + tag + " than it says");
    }
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = bytes.getInt(at + i * Integer.BYTES);
    }
    return numbers;
  }

  /** A tag's small numbers, one byte each; none when the header lacks it. */
  public byte[] bytes(int tag) throws RpmDatabaseException {
    int at = find(tag, TYPE_CHAR);
    int count = at < 0 ? 0 : count(tag);
    if (count < 0 || count > end - Math.max(at, 0)) {
      throw new RpmDatabaseException("has fewer bytes in tag " + tag + " than it says");
    }
    byte[] values = new byte[count];
    bytes.get(Math.max(at, 0), values);
    return values;
  }

  private int count(int tag) {
    for (int i = 0; i < entries; i++) {
      int at = PREAMBLE + i * ENTRY;
      if (bytes.getInt(at) == tag) {
        return bytes.getInt(at + 12);
      }
    }
    return 0;
  }

  private int find(int tag, int type) throws RpmDatabaseException {
    for (int i = 0; i < entries; i++) {
      int at = PREAMBLE + i * ENTRY;
      if (bytes.getInt(at) == tag) {
        long offset = bytes.getInt(at + 8) & 0xffffffffL;
        if (bytes.getInt(at + 4) != type || data + offset >= end) {
          throw new RpmDatabaseException("has a tag " + tag + " of another type or outside of it");
        }
        return (int) (data + offset);
      }
    }
    return -1;
  }
}
