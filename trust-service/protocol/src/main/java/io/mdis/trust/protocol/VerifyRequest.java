package io.mdis.trust.protocol;

import io.mdis.contracts.Digest;
import io.mdis.measurement.Sha384;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A host asks whether an image is what it must be.
 *
 * @param nonce new for every request
 * @param time of the host's clock
 * @param imageId that is to be started
 * @param image as it was measured
 * @param breaches that the host found by itself, without any baseline
 * @param engine name and version of the engine that keeps it, for people
 * @param knownBaseline statement that the host has already and need not get again; may be null
 */
public record VerifyRequest(
    Nonce nonce,
    Instant time,
    Digest imageId,
    MeasuredImage image,
    List<Breach> breaches,
    String engine,
    Sha384 knownBaseline) {

  /** Checks it; no breaches are the same as none found. */
  public VerifyRequest {
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(imageId, "imageId");
    Objects.requireNonNull(image, "image");
    breaches = breaches == null ? List.of() : List.copyOf(breaches);
    if (breaches.size() > Breach.MOST) {
      throw new IllegalArgumentException("more than " + Breach.MOST + " breaches");
    }
  }
}
