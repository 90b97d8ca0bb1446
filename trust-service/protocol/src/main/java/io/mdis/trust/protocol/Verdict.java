package io.mdis.trust.protocol;

import io.mdis.contracts.Digest;
import io.mdis.measurement.Sha384;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What the service says of an image on a host. A signed statement: {@link StatementType#VERDICT}.
 *
 * @param outcome the verdict
 * @param host that asked
 * @param nonce of the question
 * @param imageId that was asked for
 * @param measured trust value that was judged
 * @param baseline the statement that it was compared with, see {@link Envelope#statement}; null for
 *     UNKNOWN
 * @param breaches for TAMPERED: what isn't as it must be, at most {@link Breach#MOST}; else empty
 * @param reason a sentence for people
 * @param time of the service
 */
public record Verdict(
    Outcome outcome,
    HostName host,
    Nonce nonce,
    Digest imageId,
    Sha384 measured,
    Sha384 baseline,
    List<Breach> breaches,
    String reason,
    Instant time) {

  /** What can be said of an image. Only TRUSTED means that it is what was measured at push. */
  public enum Outcome {
    /** It is, byte for byte. */
    TRUSTED,
    /** It isn't; the breaches say where. */
    TAMPERED,
    /** There is no baseline that counts on this host. */
    UNKNOWN,
    /** There is one, and it is too old or of another form: the image must be measured anew. */
    STALE
  }

  /** The breaches are kept as they are; throws when a part is missing. */
  public Verdict {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(imageId, "imageId");
    Objects.requireNonNull(measured, "measured");
    Objects.requireNonNull(time, "time");
    breaches = List.copyOf(breaches);
    if (outcome == Outcome.TRUSTED && (baseline == null || !breaches.isEmpty())) {
      throw new IllegalArgumentException("a trusted image has a baseline and no breaches");
    }
  }
}
