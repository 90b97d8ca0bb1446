package io.mdis.image.layer;

import io.mdis.image.tar.TarEntry;
import io.mdis.image.tar.TarException;
import io.mdis.image.tar.TarPath;
import io.mdis.image.tar.TarSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/** Makes a layer's index from the entries of its tar. */
final class IndexBuilder implements TarSink {
  private final IndexRecords records;

  IndexBuilder(LayerLimits limits) {
    records = new IndexRecords(limits.maxIndexBytes());
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
    int[] kept = kept(records.sorted());
    try (IndexWriter writer = new IndexWriter(file, kept.length, tarBytes)) {
      int at = 0;
      for (int record : kept) {
        writer.position(at);
        at += records.length(record);
      }
      for (int record : kept) {
        records.write(record, writer);
      }
      writer.finish();
    }
  }

  private int[] kept(int[] sorted) throws TarException {
    int[] last = new int[sorted.length];
    int count = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i + 1 == sorted.length || records.compare(sorted[i], sorted[i + 1]) != 0) {
        last[count++] = sorted[i];
      }
    }
    if (count < sorted.length) {
      ReplacedTargets replaced = new ReplacedTargets(records, sorted);
      for (int i = 0; i < count; i++) {
        if (records.type(last[i]) == LayerEntry.Type.HARD_LINK) {
          last[i] = replaced.settle(last[i]);
        }
      }
    }
    return Arrays.copyOf(last, count);
  }

  private void add(String path, LayerEntry.Type type, String link, long size, TarEntry entry)
      throws TarException {
    byte[] pathBytes = path.getBytes(StandardCharsets.UTF_8);
    byte[] linkBytes = link.getBytes(StandardCharsets.UTF_8);
    records
        .begin(type, entry.mode(), pathBytes.length, linkBytes.length)
        .putLong(entry.uid())
        .putLong(entry.gid())
        .putLong(size)
        .putLong(entry.mtime())
        .putLong(type == LayerEntry.Type.HARD_LINK ? -1 : entry.offset())
        .put(pathBytes)
        .put(linkBytes);
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
