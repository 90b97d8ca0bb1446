package io.mdis.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What rules have cost and found in one scan; a rule that met a limit is given up, or all are. */
final class Spending {
  private final CompiledRules rules;
  private final RuleLimits limits;
  private final int[] matches;
  private final long[] steps;
  private final boolean[] over;
  private List<RuleOutcome.Bound> bounds = new ArrayList<>();
  private long totalSteps;
  private int totalMatches;
  private boolean stopped;

  Spending(CompiledRules rules, RuleLimits limits) {
    this.rules = rules;
    this.limits = limits;
    this.matches = new int[rules.count()];
    this.steps = new long[rules.count()];
    this.over = new boolean[rules.count()];
  }

  void begin() {
    Arrays.fill(matches, 0);
    Arrays.fill(steps, 0);
    Arrays.fill(over, false);
    bounds = new ArrayList<>();
    totalSteps = 0;
    totalMatches = 0;
    stopped = false;
  }

  /** Whether all rules are given up. */
  boolean isStopped() {
    return stopped;
  }

  /** Whether a rule is given up. */
  boolean isOver(int rule) {
    return stopped || over[rule];
  }

  /** Matches that counted. */
  int matches() {
    return totalMatches;
  }

  List<RuleOutcome.Bound> bounds() {
    return bounds;
  }

  /** Counts a match of a rule. */
  void match(int rule) {
    totalMatches++;
    if (++matches[rule] == limits.maxMatchesPerRule()) {
      end(rule, "limit.rule-matches", limits.maxMatchesPerRule() + " matches");
    }
    if (totalMatches == limits.maxMatches()) {
      stop("limit.file-matches", limits.maxMatches() + " matches");
    }
  }

  /**
   * Counts what a pattern looked at.
   *
   * @param seen bytes of the text so far, which are allowed on top
   */
  void steps(int rule, long taken, long seen) {
    steps[rule] += taken;
    totalSteps += taken;
    if (steps[rule] > limits.maxSteps() / 4 + seen && !over[rule]) {
      end(rule, "limit.rule-steps", steps[rule] + " steps");
    }
    if (totalSteps > limits.maxSteps() + seen && !stopped) {
      stop("limit.file-steps", totalSteps + " steps");
    }
  }

  private void end(int rule, String code, String what) {
    over[rule] = true;
    String id = rules.rule(rule).id();
    bounds.add(
        new RuleOutcome.Bound(
            code, id, "rule " + id + " was given up after " + what + "; there may be more"));
  }

  private void stop(String code, String what) {
    stopped = true;
    bounds.add(
        new RuleOutcome.Bound(
            code, null, "the rules were given up after " + what + "; there may be more"));
  }
}
