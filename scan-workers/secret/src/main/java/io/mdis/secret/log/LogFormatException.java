package io.mdis.secret.log;

import java.io.IOException;

/** A log is not in the form of its driver. */
final class LogFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  LogFormatException(String message) {
    super(message);
  }
}
