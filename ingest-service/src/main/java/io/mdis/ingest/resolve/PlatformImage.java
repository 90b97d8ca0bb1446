package io.mdis.ingest.resolve;

import io.mdis.contracts.Digest;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.Platform;
import java.util.List;

/**
 * An image of one platform, as its registry describes it.
 *
 * @param manifestDigest identity of the image
 * @param configDigest digest of the image configuration
 * @param platform of the image
 * @param layers from the base upwards
 */
public record PlatformImage(
    Digest manifestDigest, Digest configDigest, Platform platform, List<LayerDescriptor> layers) {

  /** Copies the layers. */
  public PlatformImage {
    layers = List.copyOf(layers);
  }
}
