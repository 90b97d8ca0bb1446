package io.mdis.trust.protocol;

import java.io.IOException;

/** Something that the other side sent must not be believed; what it is for counts as not said. */
public final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  private final ProtocolProblem problem;

  /** The message names what and why. */
  public ProtocolException(ProtocolProblem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** As the other, with what led here. */
  public ProtocolException(ProtocolProblem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** What kind of problem it is. */
  public ProtocolProblem problem() {
    return problem;
  }
}
