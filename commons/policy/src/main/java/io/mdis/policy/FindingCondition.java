package io.mdis.policy;

import io.mdis.contracts.Finding;
import io.mdis.contracts.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which findings a rule speaks of: those that fit every part.
 *
 * @param dimensions that made it; empty for every one
 * @param severity at least this one
 * @param findings ids, in lower case; empty for every one
 * @param fixable whether a version that mends it must be known, or must not; empty for either
 * @param exploited whether it must be known to be exploited (CISA KEV), or must not; empty for
 *     either
 * @param knownFor at least so long; a finding of unknown age fits, for it may be old
 */
public record FindingCondition(
    Set<String> dimensions,
    Severity severity,
    Set<String> findings,
    Optional<Boolean> fixable,
    Optional<Boolean> exploited,
    Duration knownFor) {

  /** Copies what it is given. */
  public FindingCondition {
    dimensions = Set.copyOf(dimensions);
    findings = Set.copyOf(findings);
  }

  boolean matches(KnownFinding known, Instant now) {
    Finding finding = known.finding();
    return !finding.suppressed()
        && (dimensions.isEmpty() || dimensions.contains(finding.dimension()))
        && finding.severity().compareTo(severity) >= 0
        && (findings.isEmpty() || findings.contains(finding.id().toLowerCase(Locale.ROOT)))
        && fixable.map(wanted -> wanted == fixable(finding)).orElse(true)
        && exploited.map(wanted -> wanted == exploited(finding)).orElse(true)
        && known.knownSince().map(since -> !since.plus(knownFor).isAfter(now)).orElse(true);
  }

  static boolean fixable(Finding finding) {
    return !finding.details().getOrDefault("fixedVersion", "").isBlank();
  }

  static boolean exploited(Finding finding) {
    return finding.details().getOrDefault("kev", "").equals("true");
  }
}
