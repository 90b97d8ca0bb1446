package io.mdis.report.gate;

import io.mdis.contracts.Digest;
import io.mdis.policy.ImageEvidence;
import java.util.Optional;

/** What is stored of images. Throws the store's unchecked exceptions when it can't be read. */
@FunctionalInterface
public interface EvidenceSource {
  /** All that is known of the image; empty when none of that manifest digest was accepted. */
  Optional<ImageEvidence> find(Digest image);
}
