package io.mdis.image.layer;

import io.mdis.contracts.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
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

  /** Every entry in path order, one at a time, whiteouts included. */
  void forEach(Consumer<LayerEntry> action) throws IOException;

  /** Every entry directly or deeper below a directory, in path order. */
  void forEachBelow(String directory, Consumer<LayerEntry> action) throws IOException;

  /** Content of a file; hard links within the layer are followed. */
  InputStream open(LayerEntry entry) throws IOException;

  @Override
  void close();
}
