package io.mdis.trust.protocol;

import java.time.Instant;
import java.util.List;

/**
 * What a host gets at enrolment and at each renewal.
 *
 * @param certificate the host's and those up to the root without it, in PEM
 * @param authorities the roots to trust, in PEM
 * @param keys whose statements are to be believed; they replace those from before
 * @param notAfter end of the certificate
 * @param renewAfter when the host should ask for the next one
 */
public record Enrolled(
    String certificate,
    String authorities,
    List<TrustKey> keys,
    Instant notAfter,
    Instant renewAfter) {
  /** The keys are kept as they are. */
  public Enrolled {
    keys = List.copyOf(keys);
  }
}
