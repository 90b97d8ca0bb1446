package io.mdis.trust;

import java.io.IOException;

/** The service doesn't do what it was asked. It never means that anything is trusted. */
public final class TrustException extends IOException {
  private static final long serialVersionUID = 1L;

  private final TrustProblem problem;

  /** The message names what, and what to do. */
  public TrustException(TrustProblem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** As the other, with what led here. */
  public TrustException(TrustProblem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** What kind of problem it is. */
  public TrustProblem problem() {
    return problem;
  }
}
