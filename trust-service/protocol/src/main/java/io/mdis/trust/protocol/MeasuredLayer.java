package io.mdis.trust.protocol;

import io.mdis.contracts.Digest;
import io.mdis.measurement.LayerMeasurement;
import io.mdis.measurement.LayerMetadata;
import io.mdis.measurement.Sha384;
import java.util.Objects;

/**
 * What was measured of a layer.
 *
 * @param diffId digest of the uncompressed tar
 * @param chainId digest of the layers up to this one
 * @param files LTD1 of its files
 * @param directories LDD1 of its root, where the search for a difference starts
 * @param entries entries counted in {@code files}
 * @param trust T, over what describes the layer and {@code files}
 */
public record MeasuredLayer(
    Digest diffId, Digest chainId, Sha384 files, Sha384 directories, long entries, Sha384 trust) {

  /** All of it is there; throws NullPointerException or IllegalArgumentException. */
  public MeasuredLayer {
    Objects.requireNonNull(diffId, "diffId");
    Objects.requireNonNull(chainId, "chainId");
    Objects.requireNonNull(files, "files");
    Objects.requireNonNull(directories, "directories");
    Objects.requireNonNull(trust, "trust");
    if (entries < 0) {
      throw new IllegalArgumentException("a layer has 0 or more entries: " + entries);
    }
  }

  /** From a measurement. */
  public static MeasuredLayer of(LayerMeasurement layer) {
    return new MeasuredLayer(
        layer.metadata().diffId(),
        layer.metadata().chainId(),
        layer.files(),
        layer.directories(),
        layer.entries(),
        layer.trust());
  }

  LayerMeasurement measurement(LayerMetadata metadata) {
    return new LayerMeasurement(metadata, files, directories, entries);
  }
}
