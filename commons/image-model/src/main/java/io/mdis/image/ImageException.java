package io.mdis.image;

import java.io.IOException;

/** An image, or a part of it, that can't be had or is not what it says it is. */
public final class ImageException extends IOException {
  private static final long serialVersionUID = 1L;

  private final ImageProblem problem;

  /** The message names what, where and what to do; it never holds a credential. */
  public ImageException(ImageProblem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** As the other, with what led here. */
  public ImageException(ImageProblem problem, String message, Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  /** What kind of problem it is. */
  public ImageProblem problem() {
    return problem;
  }
}
