package io.mdis.image.layer;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Layout of an index file, little-endian: a header of 48 bytes; for each entry, in order, the
 * position of its record as an int; the records. Order is by path as unsigned UTF-8 bytes, then
 * entries before whiteouts before opaque markers.
 *
 * <p>Header: magic (8 bytes), version (int), entry count (int), length of the tar (long), length of
 * the index file (long), CRC-32C of everything after the header and then of the header up to here
 * (int), 12 bytes zero.
 *
 * <p>Record: type (byte), zero (byte), mode, path length, link length (shorts), uid, gid, size,
 * mtime, offset (longs), path, link.
 */
final class IndexFormat {
  static final long MAGIC = 0x315844495349444DL;
  static final int VERSION = 2;
  static final int HEADER = 48;
  static final int CRC = 32;
  static final int RECORD = 48;

  static final int MODE = 2;
  static final int PATH_LENGTH = 4;
  static final int LINK_LENGTH = 6;
  static final int UID = 8;
  static final int GID = 16;
  static final int SIZE = 24;
  static final int MTIME = 32;
  static final int OFFSET = 40;

  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private IndexFormat() {}

  /** Where a type sorts among those of the same path. */
  static int rank(LayerEntry.Type type) {
    return switch (type) {
      case WHITEOUT -> 1;
      case OPAQUE -> 2;
      default -> 0;
    };
  }
}
