package io.mdis.packages;

import io.mdis.contracts.Digest;
import java.io.IOException;

/**
 * Remembers what depends on a layer alone, so that it is read once for all images that share it.
 */
@FunctionalInterface
public interface LayerMemory {

  /**
   * What was remembered, or what is computed now.
   *
   * @param version of everything that the result depends on besides the layer
   * @throws IOException what the computation throws, or when the memory can't be had
   */
  byte[] once(Digest diffId, String version, Computation compute) throws IOException;

  /** Makes the result of a layer: text in UTF-8, such as JSON. */
  @FunctionalInterface
  interface Computation {
    byte[] run() throws IOException;
  }
}
