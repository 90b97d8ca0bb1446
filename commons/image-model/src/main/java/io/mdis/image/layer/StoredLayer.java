package io.mdis.image.layer;

import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A layer in the store: its tar and its index, mapped. Mapped rather than read through a channel,
 * because an interrupted thread would close a channel under the others.
 */
final class StoredLayer implements Layer {
  private static final int MAX_HARD_LINKS = 40;

  private final Digest diffId;
  private final Arena arena;
  private final MemorySegment tar;
  private final LayerIndex index;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  private StoredLayer(
      Digest diffId, Arena arena, MemorySegment tar, LayerIndex index, Runnable release) {
    this.diffId = diffId;
    this.arena = arena;
    this.tar = tar;
    this.index = index;
    this.release = release;
  }

  /** Maps both files; empty when the index isn't a sound one of that tar. */
  static Optional<StoredLayer> open(Digest diffId, Path tar, Path idx, Runnable release)
      throws IOException {
    Arena arena = Arena.ofShared();
    StoredLayer layer = null;
    try {
      MemorySegment tarMap = map(tar, arena);
      LayerIndex index = LayerIndex.openIfSound(map(idx, arena), tarMap.byteSize());
      if (index != null) {
        layer = new StoredLayer(diffId, arena, tarMap, index, release);
      }
      return Optional.ofNullable(layer);
    } finally {
      if (layer == null) {
        arena.close();
      }
    }
  }

  @Override
  public Digest diffId() {
    return diffId;
  }

  @Override
  public int entryCount() {
    return index.count();
  }

  @Override
  public Optional<LayerEntry> find(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    int at = index.lowerBound(bytes);
    return index.isAt(at, bytes) ? Optional.of(index.entry(at)) : Optional.empty();
  }

  @Override
  public boolean hidesBelow(String path) {
    byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
    for (int at = index.lowerBound(bytes); index.isAt(at, bytes); at++) {
      LayerEntry.Type type = index.type(at);
      if (type == LayerEntry.Type.WHITEOUT || type == LayerEntry.Type.OPAQUE) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void forEach(Consumer<LayerEntry> action) {
    for (int i = 0; i < index.count(); i++) {
      action.accept(index.entry(i));
    }
  }

  @Override
  public List<LayerEntry> filesByOffset() {
    return new FilesByOffset(index);
  }

  @Override
  public void forEachBelow(String directory, Consumer<LayerEntry> action) {
    byte[] prefix = prefix(directory);
    for (int i = firstBelow(prefix); i < index.count() && index.isBelow(i, prefix); i++) {
      action.accept(index.entry(i));
    }
  }

  @Override
  public boolean hasBelow(String path) {
    byte[] prefix = prefix(path);
    int at = firstBelow(prefix);
    return at < index.count() && index.isBelow(at, prefix);
  }

  @Override
  public void forEachName(String directory, Consumer<String> action) {
    byte[] prefix = prefix(directory);
    int start = directory.isEmpty() ? 0 : directory.length() + 1;
    int at = firstBelow(prefix);
    String last = null;
    while (at < index.count() && index.isBelow(at, prefix)) {
      String path = index.path(at);
      int slash = path.indexOf('/', start);
      String name = path.substring(start, slash < 0 ? path.length() : slash);
      // "a" and "a/b" may have "a-b" between them, so a name can come twice, but not thrice.
      boolean again = slash >= 0 && find(path.substring(0, slash)).isPresent();
      if (!again && !name.equals(last)) {
        action.accept(name);
        last = name;
      }
      // '0' follows '/': the first path that is no longer below this one.
      at =
          slash < 0
              ? at + 1
              : index.lowerBound((path.substring(0, slash) + "0").getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public InputStream open(LayerEntry entry) throws IOException {
    LayerEntry file = entry;
    for (int hops = 0; file.type() == LayerEntry.Type.HARD_LINK; hops++) {
      Optional<LayerEntry> target = find(file.linkTarget());
      if (target.isEmpty() || hops == MAX_HARD_LINKS) {
        throw new ImageException(
            ImageProblem.NOT_FOUND,
            "layer "
                + diffId
                + ": "
                + entry.path()
                + " is a hard link to "
                + file.linkTarget()
                + ", which the layer lacks; look in the layers below");
      }
      file = target.get();
    }
    if (file.type() != LayerEntry.Type.FILE) {
      throw new ImageException(
          ImageProblem.NOT_FOUND,
          "layer " + diffId + ": " + entry.path() + " is no file but " + file.type());
    }
    return new SegmentStream(tar, file.offset(), file.size());
  }

  @Override
  public InputStream tar() {
    return new SegmentStream(tar, 0, tar.byteSize());
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      arena.close();
      release.run();
    }
  }

  private int firstBelow(byte[] prefix) {
    int at = index.lowerBound(prefix);
    while (prefix.length == 0 && index.isAt(at, prefix)) {
      at++;
    }
    return at;
  }

  private static byte[] prefix(String directory) {
    return (directory.isEmpty() ? "" : directory + "/").getBytes(StandardCharsets.UTF_8);
  }

  private static MemorySegment map(Path file, Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
    }
  }
}
