package io.mdis.trust.protocol;

import io.mdis.contracts.Digest;
import io.mdis.measurement.ImageMeasurement;
import io.mdis.measurement.LayerMeasurement;
import io.mdis.measurement.LayerMetadata;
import io.mdis.measurement.Sha384;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What was measured of an image. Its values never contradict each other: what follows from the rest
 * is computed again, and one that says otherwise is refused.
 *
 * @param imageId digest of the configuration as it was found
 * @param layers from the base upwards
 * @param trust LIT1, the image's trust value
 */
public record MeasuredImage(Digest imageId, List<MeasuredLayer> layers, Sha384 trust) {
  /** Most layers of an image; Docker itself takes 127. */
  public static final int MAX_LAYERS = 512;

  /** Checks it; throws NullPointerException or IllegalArgumentException. */
  public MeasuredImage {
    Objects.requireNonNull(imageId, "imageId");
    Objects.requireNonNull(trust, "trust");
    layers = List.copyOf(layers);
    if (layers.size() > MAX_LAYERS) {
      throw new IllegalArgumentException("more than " + MAX_LAYERS + " layers");
    }
    if (!measurement(imageId, layers).trust().equals(trust)) {
      throw new IllegalArgumentException("the image's trust value isn't that of its layers");
    }
  }

  /** From a measurement. */
  public static MeasuredImage of(ImageMeasurement image) {
    return new MeasuredImage(
        image.imageId(), image.layers().stream().map(MeasuredLayer::of).toList(), image.trust());
  }

  /** As the measurement it came from. */
  public ImageMeasurement measurement() {
    return measurement(imageId, layers);
  }

  private static ImageMeasurement measurement(Digest imageId, List<MeasuredLayer> layers) {
    List<LayerMetadata> chain =
        LayerMetadata.chain(layers.stream().map(MeasuredLayer::diffId).toList());
    List<LayerMeasurement> measured = new ArrayList<>(layers.size());
    for (int i = 0; i < layers.size(); i++) {
      MeasuredLayer layer = layers.get(i);
      LayerMeasurement one = layer.measurement(chain.get(i));
      if (!layer.chainId().equals(chain.get(i).chainId()) || !layer.trust().equals(one.trust())) {
        throw new IllegalArgumentException("the values of layer " + i + " contradict each other");
      }
      measured.add(one);
    }
    return new ImageMeasurement(imageId, measured);
  }
}
