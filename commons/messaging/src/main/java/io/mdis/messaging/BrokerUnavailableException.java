package io.mdis.messaging;

import java.io.IOException;

/** The broker did not acknowledge in time; the record may or may not have been written. */
public final class BrokerUnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
