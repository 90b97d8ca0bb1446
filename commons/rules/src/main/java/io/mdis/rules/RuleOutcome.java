package io.mdis.rules;

import java.util.List;

/**
 * How far a scan went.
 *
 * @param bytes that were looked at
 * @param matches that counted
 * @param bounds limits that were met; with any, there may be more than was found
 */
public record RuleOutcome(long bytes, int matches, List<Bound> bounds) {

  /** Copies the list. */
  public RuleOutcome {
    bounds = List.copyOf(bounds);
  }

  /**
   * A limit that was met.
   *
   * @param code stable: {@code limit.rule-matches}, {@code limit.file-matches}, {@code
   *     limit.rule-steps}, {@code limit.file-steps}
   * @param rule whose limit it is; null for one of all rules
   * @param message for a person
   */
  public record Bound(String code, String rule, String message) {}
}
