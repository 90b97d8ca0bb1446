package io.mdis.policy;

import java.util.List;

/**
 * What a policy says of an image, and why.
 *
 * @param verdict the heaviest of what counts
 * @param denied whether those who enforce the policy refuse the image
 * @param policy name of the policy that decided
 * @param violations what counts, heaviest first
 * @param excepted what an exception covers
 * @param toChange what would have to change for the image not to be denied; empty when it is not
 * @param more how many violations and exceptions are not listed
 */
public record PolicyDecision(
    Verdict verdict,
    boolean denied,
    String policy,
    List<Violation> violations,
    List<Violation> excepted,
    List<String> toChange,
    int more) {

  /** Copies what it is given. */
  public PolicyDecision {
    violations = List.copyOf(violations);
    excepted = List.copyOf(excepted);
    toChange = List.copyOf(toChange);
  }
}
