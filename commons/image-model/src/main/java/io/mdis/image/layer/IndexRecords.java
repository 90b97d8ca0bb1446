package io.mdis.image.layer;

import io.mdis.image.ImageProblem;
import io.mdis.image.tar.TarException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A layer's entries as packed records ({@link IndexFormat}) in the order of the tar, so that a
 * million of them cost bytes and not objects. A record is named by its position, which grows with
 * that order when compared as unsigned.
 */
// Chunks come from ByteBuffer.allocate, so their arrays begin where they do; the order of the types
// is part of the index's format, which IndexFormat.VERSION names.
@SuppressWarnings({"ByteBufferBackingArray", "EnumOrdinal"})
final class IndexRecords {
  private static final int CHUNK_BITS = 20;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int HAS_HEIR = 1;
  private static final LayerEntry.Type[] TYPES = LayerEntry.Type.values();

  private final long maxBytes;
  private final List<ByteBuffer> chunks = new ArrayList<>();
  private int[] positions = new int[1024];
  private int count;

  /** Records of at most so many bytes, rounded up to a chunk of 1 MiB. */
  IndexRecords(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Begins a record, to be filled: everything after the lengths of its path and link. */
  ByteBuffer begin(LayerEntry.Type type, int mode, int pathLength, int linkLength)
      throws TarException {
    ByteBuffer chunk = chunkFor(IndexFormat.RECORD + pathLength + linkLength);
    if (count == positions.length) {
      positions = Arrays.copyOf(positions, count * 2);
    }
    positions[count++] = (chunks.size() - 1) << CHUNK_BITS | chunk.position();
    chunk.put((byte) type.ordinal()).put((byte) 0).putShort((short) mode);
    return chunk.putShort((short) pathLength).putShort((short) linkLength);
  }

  /** The record that was begun last. */
  int last() {
    return positions[count - 1];
  }

  /** Every record's position by path as unsigned bytes, then by rank, then in the tar's order. */
  int[] sorted() {
    return new PositionSort(this::compare).sort(Arrays.copyOf(positions, count));
  }

  /** Orders two records by path as unsigned bytes, then by rank. */
  int compare(int left, int right) {
    ByteBuffer a = chunk(left);
    ByteBuffer b = chunk(right);
    int paths =
        Arrays.compareUnsigned(
            a.array(), path(left), link(left), b.array(), path(right), link(right));
    return paths != 0
        ? paths
        : Integer.compare(IndexFormat.rank(type(left)), IndexFormat.rank(type(right)));
  }

  /** Orders a record's path against the link of another, as unsigned bytes. */
  int compareToLink(int record, int linking) {
    return Arrays.compareUnsigned(
        chunk(record).array(),
        path(record),
        link(record),
        chunk(linking).array(),
        link(linking),
        end(linking));
  }

  LayerEntry.Type type(int record) {
    return TYPES[chunk(record).get(at(record))];
  }

  /** Makes a hard link the file whose content a replaced record has; its link is read no more. */
  void inherit(int link, int replaced) {
    ByteBuffer heir = chunk(link);
    ByteBuffer file = chunk(replaced);
    heir.put(at(link), (byte) LayerEntry.Type.FILE.ordinal());
    for (int field : new int[] {IndexFormat.SIZE, IndexFormat.OFFSET}) {
      heir.putLong(at(link) + field, file.getLong(at(replaced) + field));
    }
    // A replaced record is never written, so there is room in it.
    file.put(at(replaced) + HAS_HEIR, (byte) 1).putLong(at(replaced) + IndexFormat.MTIME, link);
  }

  /** The record that a replaced one's content was given to. */
  OptionalInt heir(int replaced) {
    ByteBuffer file = chunk(replaced);
    return file.get(at(replaced) + HAS_HEIR) == 0
        ? OptionalInt.empty()
        : OptionalInt.of((int) file.getLong(at(replaced) + IndexFormat.MTIME));
  }

  /** A hard link as another record, which points at the path of a third. */
  int relink(int link, int target) throws TarException {
    int pathLength = link(link) - path(link);
    int targetLength = link(target) - path(target);
    ByteBuffer from = chunk(link);
    ByteBuffer to =
        begin(type(link), from.getShort(at(link) + IndexFormat.MODE), pathLength, targetLength);
    to.put(from.array(), at(link) + IndexFormat.UID, IndexFormat.RECORD - IndexFormat.UID);
    to.put(from.array(), path(link), pathLength);
    to.put(chunk(target).array(), path(target), targetLength);
    return last();
  }

  int length(int record) {
    return end(record) - at(record);
  }

  void write(int record, IndexWriter writer) throws IOException {
    writer.record(chunk(record).array(), at(record), length(record));
  }

  private ByteBuffer chunkFor(int length) throws TarException {
    if (!chunks.isEmpty() && chunks.getLast().remaining() >= length) {
      return chunks.getLast();
    }
    if ((long) (chunks.size() + 1) * CHUNK > Math.max(maxBytes, CHUNK)) {
      throw new TarException(
          ImageProblem.LAYER_ENTRIES, "its index needs more than " + maxBytes + " bytes");
    }
    chunks.add(ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN));
    return chunks.getLast();
  }

  private ByteBuffer chunk(int record) {
    return chunks.get(record >>> CHUNK_BITS);
  }

  private static int at(int record) {
    return record & (CHUNK - 1);
  }

  private static int path(int record) {
    return at(record) + IndexFormat.RECORD;
  }

  private int link(int record) {
    return path(record) + (chunk(record).getShort(at(record) + IndexFormat.PATH_LENGTH) & 0xffff);
  }

  private int end(int record) {
    return link(record) + (chunk(record).getShort(at(record) + IndexFormat.LINK_LENGTH) & 0xffff);
  }
}
