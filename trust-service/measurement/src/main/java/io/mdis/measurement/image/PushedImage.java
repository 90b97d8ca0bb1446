package io.mdis.measurement.image;

import io.mdis.measurement.ImageMeasurement;
import io.mdis.measurement.tar.TarMeasure;
import java.util.List;

/**
 * An image as it is in a registry or an archive.
 *
 * @param measurement the values that every host must have
 * @param layers what was measured of each layer, from the base upwards
 */
public record PushedImage(ImageMeasurement measurement, List<TarMeasure> layers) {
  /** The layers are kept as they are. */
  public PushedImage {
    layers = List.copyOf(layers);
  }
}
