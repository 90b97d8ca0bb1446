package io.mdis.rules;

/**
 * Bounds of one scan; one that is met is told, and what lies behind it was not looked at.
 *
 * @param maxMatchesPerRule matches that count, of one rule
 * @param maxMatches matches that count, of all rules
 * @param maxSteps bytes that patterns look at, beyond as many as the text has; what a rule spends
 *     on text that only looks like a match is bounded by a quarter of it
 */
public record RuleLimits(int maxMatchesPerRule, int maxMatches, long maxSteps) {

  /** 20 of a rule, 200 altogether, 100 million steps: some seconds. */
  public static final RuleLimits DEFAULT = new RuleLimits(20, 200, 100_000_000);

  /** Checks the ranges; throws IllegalArgumentException. */
  public RuleLimits {
    if (maxMatchesPerRule < 1 || maxMatches < 1 || maxSteps < 4) {
      throw new IllegalArgumentException("limits of a scan are at least 1");
    }
  }
}
