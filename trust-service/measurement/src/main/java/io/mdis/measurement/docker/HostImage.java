package io.mdis.measurement.docker;

import io.mdis.measurement.ImageMeasurement;
import java.util.List;

/**
 * An image as it is on a host.
 *
 * @param measurement what can be compared with the registry's
 * @param layers from the base upwards
 * @param breaches checks that failed without any baseline
 */
public record HostImage(
    ImageMeasurement measurement, List<HostLayer> layers, List<Breach> breaches) {
  /** The lists are kept as they are. */
  public HostImage {
    layers = List.copyOf(layers);
    breaches = List.copyOf(breaches);
  }
}
