package io.mdis.policy;

import io.mdis.contracts.Finding;
import java.time.Instant;
import java.util.Optional;

/**
 * A finding of an image and since when it is known there.
 *
 * @param finding as the scanner made it, and judged by suppressions
 * @param knownSince UTC; empty where nobody keeps that, such as at the command line
 * @param cameLater whether the image was scanned before without it: it became known afterwards
 */
public record KnownFinding(Finding finding, Optional<Instant> knownSince, boolean cameLater) {

  /** A finding of a first scan, that nothing else is known of. */
  public static KnownFinding ofFirstScan(Finding finding) {
    return new KnownFinding(finding, Optional.empty(), false);
  }
}
