package io.mdis.trust.protocol;

import io.mdis.contracts.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A host tells what exactly was tampered with, once it has compared its files with the baseline's.
 * One alert per host, image and layer: the same one may be sent again.
 *
 * @param at when it was found, by the host's clock
 * @param imageId of the image
 * @param references of the image on the host
 * @param container that was to start; null when none was
 * @param breaches the evidence: layer, path, expected and found; 1 to {@link Breach#MOST}
 */
public record AlertReport(
    Instant at, Digest imageId, List<String> references, String container, List<Breach> breaches) {

  /** Checks it. */
  public AlertReport {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(imageId, "imageId");
    references = MeasurementReport.references(references);
    breaches = List.copyOf(breaches);
    if (breaches.isEmpty() || breaches.size() > Breach.MOST) {
      throw new IllegalArgumentException("an alert has 1 to " + Breach.MOST + " breaches");
    }
  }
}
