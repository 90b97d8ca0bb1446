package io.mdis.measurement.docker;

import io.mdis.contracts.Digest;
import io.mdis.measurement.LayerMetadata;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Images on a host whose layers are directories for overlayfs. Nothing is written. */
public sealed interface OverlayStore extends AutoCloseable
    permits DockerLayerDb, ContainersStorage {

  /** IDs of all images. */
  List<Digest> images() throws IOException;

  /** Configuration of an image as stored, unchecked; throws NO_SUCH_IMAGE. */
  byte[] config(Digest imageId) throws IOException;

  /** What is recorded of an image's layers, from the base upwards; throws MALFORMED_STORE. */
  List<LayerRecord> layers(Digest imageId, List<LayerMetadata> chain) throws IOException;

  /** Name of the folder that has the layers' directories, and {@code l} with their short names. */
  String driver();

  /** Mode and owner that the directory of a layer may have. */
  Set<String> rootStatus();

  /** Folders that all images share, over which nothing may be mounted. */
  List<String> shared();

  /** The store's own folder, open as long as the store. */
  StoreFolder root();

  @Override
  void close();
}
