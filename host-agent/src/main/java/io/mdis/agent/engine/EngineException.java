package io.mdis.agent.engine;

import java.io.IOException;

/** The engine doesn't answer, or not as it should. */
public final class EngineException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** The engine could not be asked. */
  EngineException(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  /** It answered with an error. */
  EngineException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Whether the engine doesn't have what was asked for. */
  public boolean notFound() {
    return status == 404;
  }
}
