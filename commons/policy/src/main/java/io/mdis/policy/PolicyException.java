package io.mdis.policy;

import io.mdis.suppression.ImagePattern;
import java.time.Instant;
import java.util.Optional;

/**
 * That a rule does not hold for an image, for a while. Somebody answers for it, and it always ends.
 *
 * @param rule id of a rule, or {@link Policy#UNSCANNED}; empty for every rule
 * @param finding id of a finding; empty for every one
 * @param image pattern
 * @param author who answers for it
 * @param reason for a person
 * @param expires first instant at which it no longer holds, UTC
 */
public record PolicyException(
    Optional<String> rule,
    Optional<String> finding,
    ImagePattern image,
    String author,
    String reason,
    Instant expires) {

  boolean covers(Violation violation, ImageEvidence image, Instant now) {
    return fits(violation, image) && expires.isAfter(now);
  }

  /** Whether it did cover it, and has ended. */
  boolean covered(Violation violation, ImageEvidence image, Instant now) {
    return fits(violation, image) && !expires.isAfter(now);
  }

  private boolean fits(Violation violation, ImageEvidence evidence) {
    return rule.map(violation.rule()::equals).orElse(true)
        && finding.map(id -> id.equalsIgnoreCase(violation.finding())).orElse(true)
        && evidence.names().stream().anyMatch(image::matches);
  }

  /** Who answers for it until when, for a person. */
  String words() {
    return author + " until " + expires + ": " + reason;
  }
}
