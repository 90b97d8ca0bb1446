package io.mdis.image.manifest;

import io.mdis.contracts.Platform;
import java.util.List;

/**
 * A list of manifests, usually one per platform.
 *
 * @param entries in their order
 */
public record ImageIndex(List<Entry> entries) implements Manifest {
  /** The entries are kept as they are. */
  public ImageIndex {
    entries = List.copyOf(entries);
  }

  /**
   * One manifest of the index.
   *
   * @param descriptor points at it
   * @param platform null when the entry names none
   * @param artifact why it is no image, as far as the entry tells; else null
   */
  public record Entry(Descriptor descriptor, Platform platform, String artifact) {}
}
