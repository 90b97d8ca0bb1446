package io.mdis.report.gate;

import io.mdis.contracts.Digest;
import io.mdis.policy.PolicyDecision;
import java.util.List;

/**
 * A decision about what a reference leads to.
 *
 * @param image reference as asked for
 * @param digests of the images that it leads to; none when that is not known
 * @param decision of the image that fares worst
 */
public record ImageDecision(String image, List<Digest> digests, PolicyDecision decision) {

  /** Copies what it is given. */
  public ImageDecision {
    digests = List.copyOf(digests);
  }
}
