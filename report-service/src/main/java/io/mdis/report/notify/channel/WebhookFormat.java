package io.mdis.report.notify.channel;

import io.mdis.report.notify.DeliveryException;
import io.mdis.report.notify.Notification;
import java.net.URI;
import java.time.Instant;

/** The form that a kind of webhook takes. */
public interface WebhookFormat {

  /** The message for an address. */
  WebhookMessage message(Notification notification, URI address, Instant now);

  /**
   * Looks at the body of an answer with status 2xx.
   *
   * @throws DeliveryException when it says that the message was not taken
   */
  default void check(byte[] answer) throws DeliveryException {}
}
