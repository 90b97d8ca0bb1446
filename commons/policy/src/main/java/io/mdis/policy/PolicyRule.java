package io.mdis.policy;

import io.mdis.suppression.ImagePattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One reason to warn of an image or to block it. */
public sealed interface PolicyRule {

  /** Names it in decisions and exceptions; lower case and dashes. */
  String id();

  /** What follows when it applies. */
  Action action();

  /** Why there is this rule, for a person. */
  String reason();

  /**
   * Speaks of findings.
   *
   * @param id names it
   * @param action what follows
   * @param reason for a person
   * @param condition which findings
   * @param grace how long a vulnerability that became known later warns before it blocks; empty for
   *     that of the policy
   */
  record OfFindings(
      String id, Action action, String reason, FindingCondition condition, Optional<Duration> grace)
      implements PolicyRule {}

  /**
   * Speaks of images whose bytes on a host are not those that were measured.
   *
   * @param id names it
   * @param action what follows
   * @param reason for a person
   */
  record OfTrust(String id, Action action, String reason) implements PolicyRule {}

  /**
   * Speaks of what images are built on.
   *
   * @param id names it
   * @param action what follows
   * @param reason for a person
   * @param allowed patterns of which one must fit the base; an unknown base fits none
   */
  record OfBase(String id, Action action, String reason, List<ImagePattern> allowed)
      implements PolicyRule {
    /** Copies what it is given. */
    public OfBase {
      allowed = List.copyOf(allowed);
    }
  }

  /**
   * Speaks of dimensions that have no complete result, beside those that the policy requires.
   *
   * @param id names it
   * @param action what follows
   * @param reason for a person
   * @param dimensions names
   */
  record OfIncomplete(String id, Action action, String reason, List<String> dimensions)
      implements PolicyRule {
    /** Copies what it is given. */
    public OfIncomplete {
      dimensions = List.copyOf(dimensions);
    }
  }
}
