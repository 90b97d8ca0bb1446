package io.mdis.agent.service;

import java.io.IOException;

/** The trust service answered with an error. */
public final class ServiceException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** The message is the service's. */
  public ServiceException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Whether the same request would get the same answer again, whenever it is sent. */
  public boolean permanent() {
    return status >= 400
        && status < 500
        && status != 401 // Until somebody enrols the host again.
        && status != 403
        && status != 404 // What is asked for may come yet.
        && status != 408
        && status != 429;
  }
}
