package io.mdis.report.notify;

import io.mdis.contracts.Severity;
import io.mdis.report.alert.Alert;
import java.time.Duration;

/**
 * When things are told.
 *
 * @param groupWait how long an alert waits for others to be told with
 * @param urgentFrom severity from which an alert neither waits nor keeps quiet; that an image was
 *     tampered with never does
 * @param giveUpAfter how long a notification is tried before it is a dead letter
 * @param lease how long a replica has a receiver for itself; longer than any sending takes
 */
public record DeliveryPolicy(
    Duration groupWait, Severity urgentFrom, Duration giveUpAfter, Duration lease) {
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int MOST_DOUBLINGS = 16;

  /** Whether the alert is to be told at once. */
  boolean urgent(Alert alert) {
    return alert.tampering() || alert.message().severity().compareTo(urgentFrom) >= 0;
  }

  /** Pause after so many failures in a row, 1 or more: 5 s, doubled each time, at most 15 min. */
  Duration backOff(int failures) {
    Duration pause = FIRST.multipliedBy(1L << Math.min(MOST_DOUBLINGS, failures - 1));
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }
}
