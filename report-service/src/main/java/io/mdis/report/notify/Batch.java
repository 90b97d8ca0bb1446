package io.mdis.report.notify;

import java.time.Instant;
import java.util.List;

/**
 * Deliveries that are sent together, until the receiver has them.
 *
 * @param id of the notification
 * @param receiver name
 * @param alerts ids
 * @param madeAt when they were put together, or were taken up again last, UTC
 * @param error why it failed last; empty when it did not
 */
public record Batch(String id, String receiver, List<String> alerts, Instant madeAt, String error) {

  /** Copies what it is given. */
  public Batch {
    alerts = List.copyOf(alerts);
  }
}
