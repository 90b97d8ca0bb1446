package io.mdis.report.notify;

import java.util.Optional;

/**
 * Somebody who is told alerts.
 *
 * @param name as configured
 * @param kind such as {@code slack}
 * @param place where it is, without anything secret: a host, or addresses
 * @param quiet hours in which it is told only what is urgent
 * @param channel the way to it
 */
public record Receiver(
    String name, String kind, String place, Optional<QuietHours> quiet, Channel channel) {}
