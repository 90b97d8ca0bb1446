package io.mdis.report.notify;

/** The way to one receiver. */
@FunctionalInterface
public interface Channel {
  /**
   * Returns when the receiver has it.
   *
   * @throws DeliveryException when it has not, or did not say so
   */
  void send(Notification notification) throws DeliveryException;
}
