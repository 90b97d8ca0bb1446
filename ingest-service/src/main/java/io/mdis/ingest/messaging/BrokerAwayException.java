package io.mdis.ingest.messaging;

/** The broker did not acknowledge in time; the sender should try again. */
public final class BrokerAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BrokerAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
