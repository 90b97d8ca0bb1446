package io.mdis.image.manifest;

import java.util.List;

/**
 * A platform's image.
 *
 * @param config points at the image configuration
 * @param layers from the base upwards
 * @param mediaType of the manifest
 */
public record ImageManifest(Descriptor config, List<Descriptor> layers, String mediaType)
    implements Manifest {
  /** The layers are kept as they are. */
  public ImageManifest {
    layers = List.copyOf(layers);
  }
}
