package io.mdis.packages.rpm;

import java.nio.ByteOrder;

/**
 * {@code Packages} of rpm before 4.16: a Berkeley DB hash database (layout of Berkeley DB's
 * db_page.h, {@code DBMETA}, {@code PAGE}, {@code HKEYDATA} and {@code HOFFPAGE}), in the byte
 * order of whoever wrote it. Keys are package numbers, values are headers; number 0 holds the
 * highest number given. Pages are read one after the other rather than by bucket, which also finds
 * what a damaged bucket list hides.
 */
final class BerkeleyHash implements HeaderBlobs {
  private static final long MAGIC = 0x061561;
  private static final int PAGE_HEADER = 26;
  private static final int HASH_UNSORTED = 2;
  private static final int OVERFLOW = 7;
  private static final int HASH_META = 8;
  private static final int HASH = 13;
  private static final int ITEM_KEYDATA = 1;
  private static final int ITEM_OFFPAGE = 3;
  private static final int MIN_HEADER = 16;

  private final MappedFile file;
  private final int pageSize;
  private final long pages;
  private long copied;

  private BerkeleyHash(MappedFile file, int pageSize) {
    this.file = file;
    this.pageSize = pageSize;
    this.pages = file.size() / pageSize;
  }

  static BerkeleyHash open(MappedFile file) throws RpmDatabaseException {
    MappedFile ordered = file.u32(12) == MAGIC ? file : file.in(ByteOrder.BIG_ENDIAN);
    if (ordered.u32(12) != MAGIC || ordered.u8(25) != HASH_META) {
      throw new RpmDatabaseException("is no Berkeley DB hash database");
    }
    if (ordered.u8(24) != 0) {
      throw new RpmDatabaseException("is encrypted");
    }
    long size = ordered.u32(20);
    if (size < 512 || size > 65536 || Long.bitCount(size) != 1) {
      throw new RpmDatabaseException("has pages of " + size + " bytes; 512 to 65536 are possible");
    }
    return new BerkeleyHash(ordered, (int) size);
  }

  @Override
  public void forEach(Sink sink) throws RpmDatabaseException {
    long last = file.u32(32);
    for (long page = 1; page <= Math.min(last, pages - 1); page++) {
      int type = file.u8(page * pageSize + 25);
      if ((type == HASH || type == HASH_UNSORTED) && !page(page * pageSize, sink)) {
        return;
      }
    }
    if (last >= pages) {
      throw new RpmDatabaseException(
          "is cut off: it has " + pages + " pages and should have " + (last + 1));
    }
  }

  private boolean page(long start, Sink sink) throws RpmDatabaseException {
    int entries = file.u16(start + 20);
    for (int i = 0; i + 1 < entries; i += 2) {
      try {
        byte[] value = isCounter(start, i) ? null : item(start, i + 1);
        if (value != null && !sink.header(value)) {
          return false;
        }
      } catch (RpmDatabaseException e) {
        sink.problem("the entry " + i / 2 + " of page " + start / pageSize + " " + e.getMessage());
      }
    }
    return true;
  }

  /** Whether the key is 0, under which no package is. */
  private boolean isCounter(long start, int index) throws RpmDatabaseException {
    long at = start + offset(start, index);
    return file.u8(at) == ITEM_KEYDATA && length(start, index) == 4 && file.u32(at + 1) == 0;
  }

  /** A value; null when it is too short to be a header. */
  private byte[] item(long start, int index) throws RpmDatabaseException {
    long at = start + offset(start, index);
    int type = file.u8(at);
    if (type == ITEM_OFFPAGE) {
      return chain(file.u32(at + 4), file.u32(at + 8));
    }
    if (type != ITEM_KEYDATA) {
      throw new RpmDatabaseException("is of type " + type + ", which rpm doesn't write");
    }
    int length = length(start, index);
    if (length < MIN_HEADER) {
      return null;
    }
    byte[] value = new byte[length];
    file.copy(at + 1, value, 0, length);
    return value;
  }

  private int offset(long start, int index) throws RpmDatabaseException {
    int offset = file.u16(start + PAGE_HEADER + 2L * index);
    if (offset < PAGE_HEADER || offset >= pageSize) {
      throw new RpmDatabaseException("is at byte " + offset + " of its page");
    }
    return offset;
  }

  /** Items grow from the end of the page: each reaches to where the one before begins. */
  private int length(long start, int index) throws RpmDatabaseException {
    int end = index == 0 ? pageSize : offset(start, index - 1);
    return end - offset(start, index) - 1;
  }

  private byte[] chain(long first, long length) throws RpmDatabaseException {
    if (length > MAX_HEADER || length > file.size()) {
      throw new RpmDatabaseException("has " + length + " bytes, more than are read");
    }
    copied += length;
    if (copied > 2 * file.size()) {
      // Each page belongs to one entry, so only a forged file can ask for more than it holds.
      throw new RpmDatabaseException("shares its pages with others");
    }
    byte[] value = new byte[(int) length];
    int filled = 0;
    long page = first;
    while (filled < value.length) {
      long start = page * pageSize;
      if (page == 0 || page >= pages || file.u8(start + 25) != OVERFLOW) {
        throw new RpmDatabaseException("breaks off after " + filled + " of " + length + " bytes");
      }
      int n = Math.min(file.u16(start + 22), value.length - filled);
      if (n == 0 || n > pageSize - PAGE_HEADER) {
        throw new RpmDatabaseException("has an overflow page of " + n + " bytes");
      }
      file.copy(start + PAGE_HEADER, value, filled, n);
      filled += n;
      page = file.u32(start + 16);
    }
    return value;
  }
}
