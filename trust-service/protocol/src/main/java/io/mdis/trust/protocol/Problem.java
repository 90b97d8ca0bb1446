package io.mdis.trust.protocol;

import java.util.Objects;

/**
 * What a request that isn't answered gets instead.
 *
 * @param error what is wrong
 */
public record Problem(Cause error) {
  /** There is always one. */
  public Problem {
    Objects.requireNonNull(error, "error");
  }

  /**
   * One problem.
   *
   * @param code stable, dotted, for programs; those of {@link ProtocolProblem} among them
   * @param message for a person: what is wrong and what to do
   */
  public record Cause(String code, String message) {}

  /** With a code and a sentence. */
  public static Problem of(String code, String message) {
    return new Problem(new Cause(code, message));
  }
}
