package io.mdis.image.tar;

import io.mdis.image.ImageProblem;
import java.io.IOException;

/** A tar stream that can't be read or is beyond a limit; whoever knows its name adds it. */
public final class TarException extends IOException {
  private static final long serialVersionUID = 1L;

  private final ImageProblem problem;

  /** The message says what is wrong and where in the stream. */
  public TarException(ImageProblem problem, String message) {
    super(message);
    this.problem = problem;
  }

  /** MALFORMED_LAYER, TRUNCATED, LAYER_ENTRIES or PATH_DEPTH. */
  public ImageProblem problem() {
    return problem;
  }
}
