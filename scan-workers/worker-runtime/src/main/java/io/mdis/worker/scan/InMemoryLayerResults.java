package io.mdis.worker.scan;

import io.mdis.contracts.Digest;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Remembers within one process and one image; for the command line. */
public final class InMemoryLayerResults implements LayerResults {
  private final Map<String, byte[]> results = new HashMap<>();

  @Override
  public synchronized byte[] once(
      Digest diffId, String dimension, String version, Computation compute) throws IOException {
    String key = diffId + "|" + dimension + "|" + version;
    byte[] known = results.get(key);
    if (known == null) {
      known = compute.run();
      results.put(key, known);
    }
    return known;
  }

  /** Begins with nothing, for what is remembered here was made while the process runs. */
  @Override
  public LayerResults since(Instant time) {
    return new InMemoryLayerResults();
  }
}
