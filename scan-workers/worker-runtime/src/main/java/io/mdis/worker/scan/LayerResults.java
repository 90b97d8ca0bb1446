package io.mdis.worker.scan;

import io.mdis.contracts.Digest;
import java.io.IOException;
import java.time.Instant;

/** Remembers results that depend on a layer alone, however many images share the layer. */
public interface LayerResults {

  /**
   * The stored result for a layer, or a new one that is then stored. Scans that ask for the same at
   * once share one computation.
   *
   * @param version of everything that the result depends on besides the layer
   * @param compute makes the scanner's own form: text in UTF-8, such as JSON; at most 8 MiB, what
   *     is larger is made again for each image
   * @throws IOException what the computation throws, or when the stored results can't be had
   */
  byte[] once(Digest diffId, String dimension, String version, Computation compute)
      throws IOException;

  /**
   * The same, but what was stored before that time is made again, and stored in its place. Who
   * stores nothing is that already.
   */
  default LayerResults since(Instant time) {
    return this;
  }

  /** Makes the result of a layer. */
  @FunctionalInterface
  interface Computation {
    byte[] run() throws IOException;
  }
}
