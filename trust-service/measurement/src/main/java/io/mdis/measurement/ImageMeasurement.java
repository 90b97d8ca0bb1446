package io.mdis.measurement;

import io.mdis.contracts.Digest;
import java.util.List;

/**
 * What was measured of an image.
 *
 * @param imageId digest of its configuration
 * @param layers from the base upwards
 */
public record ImageMeasurement(Digest imageId, List<LayerMeasurement> layers) {
  /** The layers are kept as they are. */
  public ImageMeasurement {
    layers = List.copyOf(layers);
  }

  /** LIT1: the image's trust value, over its configuration and the chain of its layers. */
  public Sha384 trust() {
    Netstrings fields = new Netstrings().raw("LIT1\n").put(imageId.toString());
    for (LayerMeasurement layer : layers) {
      fields.put(layer.trust().hex());
    }
    return fields.sha384();
  }
}
