package io.mdis.report.notify;

import java.time.Duration;
import java.util.Optional;

/** A receiver did not take a notification. The message names no secret: it is shown and logged. */
public final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean refused;
  private final Duration retryAfter;

  private DeliveryException(String message, boolean refused, Duration retryAfter) {
    super(message);
    this.refused = refused;
    this.retryAfter = retryAfter;
  }

  /** It may take the same notification later. */
  public static DeliveryException away(String message) {
    return new DeliveryException(message, false, null);
  }

  /** It asked to be left alone for a while. */
  public static DeliveryException busy(String message, Duration retryAfter) {
    return new DeliveryException(message, false, retryAfter);
  }

  /** It will never take this notification as it is. */
  public static DeliveryException refused(String message) {
    return new DeliveryException(message, true, null);
  }

  /** Whether sending it again is in vain. */
  public boolean isRefused() {
    return refused;
  }

  /** How long the receiver asked for. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
