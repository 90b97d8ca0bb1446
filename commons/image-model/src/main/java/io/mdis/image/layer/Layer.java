package io.mdis.image.layer;

import io.mdis.contracts.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A checked, uncompressed layer in the store, readable by path without another pass. It is in use,
 * and so never evicted, until closed. Safe for use by several threads.
 */
public interface Layer extends AutoCloseable {

  /** Checked digest of the uncompressed tar. */
  Digest diffId();

  /** Number of entries. */
  int entryCount();

  /** The entry that a path ends up as in this layer (the last one wins); a hard link as itself. */
  Optional<LayerEntry> find(String path);

  /**
   * Whether the layer hides what lower ones have below a path: a whiteout of it or an opaque marker
   * in it, which {@link #find} doesn't show where the layer also has the path itself.
   */
  default boolean hidesBelow(String path) throws IOException {
    boolean[] hides = new boolean[1];
    forEach(
        e -> {
          boolean marker =
              e.type() == LayerEntry.Type.WHITEOUT || e.type() == LayerEntry.Type.OPAQUE;
          hides[0] |= marker && e.path().equals(path);
        });
    return hides[0];
  }

  /** Whether the layer has any entry below a path, and so a directory there. */
  default boolean hasBelow(String path) throws IOException {
    boolean[] has = new boolean[1];
    forEachBelow(path, e -> has[0] = true);
    return has[0];
  }

  /**
   * Names that the layer has directly in a directory, in order, each once: also those of whiteouts
   * and of directories that only appear in the paths of others.
   */
  default void forEachName(String directory, Consumer<String> action) throws IOException {
    int start = directory.isEmpty() ? 0 : directory.length() + 1;
    Set<String> names = new LinkedHashSet<>();
    forEachBelow(
        directory,
        e -> {
          int slash = e.path().indexOf('/', start);
          names.add(e.path().substring(start, slash < 0 ? e.path().length() : slash));
        });
    names.forEach(action);
  }

  /** Every entry in path order, one at a time, whiteouts included. */
  void forEach(Consumer<LayerEntry> action) throws IOException;

  /** Every entry directly or deeper below a directory, in path order. */
  void forEachBelow(String directory, Consumer<LayerEntry> action) throws IOException;

  /**
   * Every regular file in the order of its content in the tar, so that who reads them all reads the
   * tar from front to back. The list reads an entry when it is asked for it, and so holds a few
   * bytes for each; it is good until the layer is closed.
   */
  default List<LayerEntry> filesByOffset() throws IOException {
    List<LayerEntry> files = new ArrayList<>();
    forEach(
        e -> {
          if (e.type() == LayerEntry.Type.FILE) {
            files.add(e);
          }
        });
    files.sort(Comparator.comparingLong(LayerEntry::offset));
    return files;
  }

  /** Content of a file; hard links within the layer are followed. */
  InputStream open(LayerEntry entry) throws IOException;

  /** The whole uncompressed tar, from its beginning. */
  InputStream tar() throws IOException;

  @Override
  void close();
}
