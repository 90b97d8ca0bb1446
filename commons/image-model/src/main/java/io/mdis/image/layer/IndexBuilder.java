package io.mdis.image.layer;

import io.mdis.image.ImageProblem;
import io.mdis.image.tar.TarEntry;
import io.mdis.image.tar.TarException;
import io.mdis.image.tar.TarPath;
import io.mdis.image.tar.TarSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects entries as packed records, so that a million of them cost bytes and not objects. */
// Chunks come from ByteBuffer.allocate, so their arrays begin where they do; the order of the types
// is
// part of the index's format, which IndexFormat.VERSION names.
@SuppressWarnings({"ByteBufferBackingArray", "EnumOrdinal"})
final class IndexBuilder implements TarSink {
  private static final int CHUNK_BITS = 20;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final LayerEntry.Type[] TYPES = LayerEntry.Type.values();

  private final long maxBytes;
  private final List<ByteBuffer> chunks = new ArrayList<>();
  private int[] positions = new int[1024];
  private int count;

  IndexBuilder(LayerLimits limits) {
    maxBytes = limits.maxIndexBytes();
  }

  @Override
  public void accept(TarEntry entry) throws TarException {
    String path = TarPath.clean(entry.name());
    int slash = path.lastIndexOf('/');
    String name = path.substring(slash + 1);
    String parent = path.substring(0, Math.max(slash, 0));
    if (name.equals(".wh..wh..opq")) {
      add(parent, LayerEntry.Type.OPAQUE, "", 0, entry);
    } else if (isWhiteout(name)) {
      String removed = slash < 0 ? name.substring(4) : parent + "/" + name.substring(4);
      add(removed, LayerEntry.Type.WHITEOUT, "", 0, entry);
    } else if (!path.isEmpty() || entry.type() == TarEntry.Type.DIRECTORY) {
      LayerEntry.Type type = typeOf(entry.type());
      boolean hard = type == LayerEntry.Type.HARD_LINK;
      String link = hard ? TarPath.clean(entry.link()) : entry.link();
      add(path, type, link, type == LayerEntry.Type.FILE ? entry.size() : 0, entry);
    }
  }

  /** Sorts, keeps the last of each path, and writes; the builder is spent. */
  void write(Path file, long tarBytes) throws IOException {
    int[] sorted = new PositionSort(this::compare).sort(Arrays.copyOf(positions, count));
    int kept = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i + 1 == sorted.length || compare(sorted[i], sorted[i + 1]) != 0) {
        sorted[kept++] = sorted[i];
      }
    }
    try (IndexWriter writer = new IndexWriter(file, kept, tarBytes)) {
      int at = 0;
      for (int i = 0; i < kept; i++) {
        writer.position(at);
        at += length(sorted[i]);
      }
      for (int i = 0; i < kept; i++) {
        ByteBuffer chunk = chunks.get(sorted[i] >>> CHUNK_BITS);
        writer.record(chunk.array(), sorted[i] & (CHUNK - 1), length(sorted[i]));
      }
      writer.finish();
    }
  }

  private void add(String path, LayerEntry.Type type, String link, long size, TarEntry entry)
      throws TarException {
    byte[] pathBytes = path.getBytes(StandardCharsets.UTF_8);
    byte[] linkBytes = link.getBytes(StandardCharsets.UTF_8);
    ByteBuffer chunk = chunkFor(IndexFormat.RECORD + pathBytes.length + linkBytes.length);
    if (count == positions.length) {
      positions = Arrays.copyOf(positions, count * 2);
    }
    positions[count++] = (chunks.size() - 1) << CHUNK_BITS | chunk.position();
    chunk.put((byte) type.ordinal()).put((byte) 0).putShort((short) entry.mode());
    chunk.putShort((short) pathBytes.length).putShort((short) linkBytes.length);
    chunk.putLong(entry.uid()).putLong(entry.gid()).putLong(size).putLong(entry.mtime());
    chunk.putLong(type == LayerEntry.Type.HARD_LINK ? -1 : entry.offset());
    chunk.put(pathBytes).put(linkBytes);
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

  private int length(int position) {
    ByteBuffer chunk = chunks.get(position >>> CHUNK_BITS);
    int at = position & (CHUNK - 1);
    int link = chunk.getShort(at + IndexFormat.LINK_LENGTH) & 0xffff;
    return IndexFormat.RECORD + pathLength(chunk, at) + link;
  }

  private int compare(int left, int right) {
    ByteBuffer a = chunks.get(left >>> CHUNK_BITS);
    ByteBuffer b = chunks.get(right >>> CHUNK_BITS);
    int i = left & (CHUNK - 1);
    int j = right & (CHUNK - 1);
    int ia = i + IndexFormat.RECORD;
    int jb = j + IndexFormat.RECORD;
    int paths =
        Arrays.compareUnsigned(
            a.array(), ia, ia + pathLength(a, i), b.array(), jb, jb + pathLength(b, j));
    return paths != 0
        ? paths
        : Integer.compare(IndexFormat.rank(TYPES[a.get(i)]), IndexFormat.rank(TYPES[b.get(j)]));
  }

  private static int pathLength(ByteBuffer chunk, int at) {
    return chunk.getShort(at + IndexFormat.PATH_LENGTH) & 0xffff;
  }

  private static boolean isWhiteout(String name) {
    return name.startsWith(".wh.")
        && !name.startsWith(".wh..wh.")
        && name.length() > 4
        && !name.equals(".wh..")
        && !name.equals(".wh...");
  }

  private static LayerEntry.Type typeOf(TarEntry.Type type) {
    return switch (type) {
      case FILE -> LayerEntry.Type.FILE;
      case DIRECTORY -> LayerEntry.Type.DIRECTORY;
      case SYMLINK -> LayerEntry.Type.SYMLINK;
      case HARD_LINK -> LayerEntry.Type.HARD_LINK;
      case DEVICE -> LayerEntry.Type.DEVICE;
      case FIFO -> LayerEntry.Type.FIFO;
    };
  }
}
