package io.mdis.measurement;

import java.io.IOException;

/** Something can't be measured, and so must not be trusted. */
public final class MeasurementException extends IOException {
  private static final long serialVersionUID = 1L;

  private final MeasurementProblem problem;

  /** The message names what and where. */
  public MeasurementException(MeasurementProblem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** As the other, with what led here. */
  public MeasurementException(MeasurementProblem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** What kind of problem it is. */
  public MeasurementProblem problem() {
    return problem;
  }
}
