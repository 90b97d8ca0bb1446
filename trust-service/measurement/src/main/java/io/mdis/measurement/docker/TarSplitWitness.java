package io.mdis.measurement.docker;

import io.mdis.contracts.Digest;
import io.mdis.measurement.Sha384;
import io.mdis.measurement.tar.TarMeasure;
import io.mdis.measurement.tar.TarMeasurement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The second, independent witness of a layer on a host: the tar that Docker can put together again,
 * measured as at the registry. So a host without a baseline can be judged from an image ID alone.
 *
 * @param files LTD1 of the original layer, when the tar hashes to the diffID
 * @param problem why not; empty when it does
 */
public record TarSplitWitness(Optional<Sha384> files, String problem) {

  /** Asks it about a layer; never throws for what it finds. */
  public static TarSplitWitness of(
      DockerLayerDb db, Digest chainId, Digest diffId, TarMeasurement measurement, Path manifest) {
    try (TarSplit tar = TarSplit.open(db, chainId)) {
      TarMeasure measure = measurement.measure(tar, diffId, manifest);
      return new TarSplitWitness(Optional.of(measure.manifest().files()), "");
    } catch (IOException e) {
      return new TarSplitWitness(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }
}
