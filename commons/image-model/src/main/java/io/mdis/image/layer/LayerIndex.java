package io.mdis.image.layer;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Reads a mapped index file; holds nothing of it on the heap. */
final class LayerIndex {
  private static final LayerEntry.Type[] TYPES = LayerEntry.Type.values();

  private final MemorySegment map;
  private final int count;
  private final long records;

  private LayerIndex(MemorySegment map) {
    this.map = map;
    this.count = map.get(IndexFormat.INT, 12);
    this.records = IndexFormat.HEADER + 4L * count;
  }

  /** The index, or null when the file isn't a sound one of a tar of that length. */
  static LayerIndex openIfSound(MemorySegment map, long tarBytes) {
    boolean header =
        map.byteSize() >= IndexFormat.HEADER
            && map.get(IndexFormat.LONG, 0) == IndexFormat.MAGIC
            && map.get(IndexFormat.INT, 8) == IndexFormat.VERSION
            && map.get(IndexFormat.LONG, 16) == tarBytes
            && map.get(IndexFormat.LONG, 24) == map.byteSize();
    if (!header) {
      return null;
    }
    CRC32C crc = new CRC32C();
    crc.update(map.asSlice(IndexFormat.HEADER).asByteBuffer());
    crc.update(map.asSlice(0, IndexFormat.CRC).asByteBuffer());
    return (int) crc.getValue() == map.get(IndexFormat.INT, IndexFormat.CRC)
        ? new LayerIndex(map)
        : null;
  }

  int count() {
    return count;
  }

  /** Index of the first entry that sorts at or after a path. */
  int lowerBound(byte[] path) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (compare(middle, path) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  boolean isAt(int index, byte[] path) {
    return index < count && compare(index, path) == 0;
  }

  boolean isBelow(int index, byte[] prefix) {
    long at = record(index);
    int length = pathLength(at);
    long path = at + IndexFormat.RECORD;
    return length >= prefix.length
        && MemorySegment.mismatch(
                map, path, path + prefix.length, MemorySegment.ofArray(prefix), 0, prefix.length)
            < 0;
  }

  LayerEntry.Type type(int index) {
    return TYPES[map.get(ValueLayout.JAVA_BYTE, record(index))];
  }

  long offset(int index) {
    return map.get(IndexFormat.LONG, record(index) + IndexFormat.OFFSET);
  }

  String path(int index) {
    long at = record(index);
    return text(at + IndexFormat.RECORD, pathLength(at));
  }

  LayerEntry entry(int index) {
    long at = record(index);
    LayerEntry.Type type = TYPES[map.get(ValueLayout.JAVA_BYTE, at)];
    int pathLength = pathLength(at);
    int linkLength = map.get(IndexFormat.SHORT, at + IndexFormat.LINK_LENGTH) & 0xffff;
    long path = at + IndexFormat.RECORD;
    boolean link = type == LayerEntry.Type.SYMLINK || type == LayerEntry.Type.HARD_LINK;
    return new LayerEntry(
        text(path, pathLength),
        type,
        map.get(IndexFormat.SHORT, at + IndexFormat.MODE) & 07777,
        map.get(IndexFormat.LONG, at + IndexFormat.UID),
        map.get(IndexFormat.LONG, at + IndexFormat.GID),
        map.get(IndexFormat.LONG, at + IndexFormat.SIZE),
        map.get(IndexFormat.LONG, at + IndexFormat.MTIME),
        link ? text(path + pathLength, linkLength) : null,
        map.get(IndexFormat.LONG, at + IndexFormat.OFFSET));
  }

  private int compare(int index, byte[] path) {
    long at = record(index);
    int length = pathLength(at);
    int common = Math.min(length, path.length);
    long start = at + IndexFormat.RECORD;
    for (int i = 0; i < common; i++) {
      int left = map.get(ValueLayout.JAVA_BYTE, start + i) & 0xff;
      int right = path[i] & 0xff;
      if (left != right) {
        return left - right;
      }
    }
    return length - path.length;
  }

  private long record(int index) {
    return records + map.get(IndexFormat.INT, IndexFormat.HEADER + 4L * index);
  }

  private int pathLength(long record) {
    return map.get(IndexFormat.SHORT, record + IndexFormat.PATH_LENGTH) & 0xffff;
  }

  private String text(long at, int length) {
    byte[] bytes = new byte[length];
    MemorySegment.copy(map, ValueLayout.JAVA_BYTE, at, bytes, 0, length);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
