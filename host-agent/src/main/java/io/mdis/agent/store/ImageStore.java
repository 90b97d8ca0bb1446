package io.mdis.agent.store;

import io.mdis.contracts.Digest;
import io.mdis.measurement.docker.HostImage;
import io.mdis.measurement.host.TreeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images on this host's disk. Nothing is written. Safe for use by many threads. */
public interface ImageStore {
  /** Name of the engine and its store, for people. */
  String description();

  /** IDs of all images, with the names that the store has for each. */
  Map<Digest, List<String>> images() throws IOException;

  /**
   * Measures an image. Throws what {@link io.mdis.measurement.docker.HostImageMeasurement#measure}
   * throws, and UNSUPPORTED_STORE.
   *
   * @param files where the measure of a layer's directory comes from
   * @param lists existing folder for per-file lists
   */
  HostImage measure(Digest imageId, TreeSource files, Path lists) throws IOException;

  /** Whether a layer has a directory of this name, which is that of its pin, at all. */
  boolean hasLayer(String cacheId) throws IOException;

  /**
   * IDs of containers of this store, also while the engine doesn't run. One that can't be an ID is
   * among them when the engine might take it for one.
   */
  List<String> containers() throws IOException;

  /**
   * A container by its whole ID; empty when there is none. Throws MALFORMED_STORE, naming it, when
   * what is stored of it names no image.
   */
  Optional<StoredContainer> container(String id) throws IOException;
}
