package io.mdis.report.notify;

import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.report.alert.Alert;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Alerts that are told together.
 *
 * @param id the same whenever it is sent again, so that a receiver can tell
 * @param at when it was put together, UTC
 * @param test whether somebody only tries the receiver
 * @param alerts tampered images first, then the worst
 */
public record Notification(String id, Instant at, boolean test, List<Alert> alerts) {
  private static final Comparator<Alert> FIRST_TO_LOOK_AT =
      Comparator.comparing(Alert::tampering)
          .thenComparing(alert -> alert.message().severity())
          .reversed()
          .thenComparing(alert -> alert.message().image())
          .thenComparing(alert -> alert.message().finding());

  /** Sorts what it is given. */
  public Notification {
    alerts = alerts.stream().sorted(FIRST_TO_LOOK_AT).toList();
  }

  /** The worst severity. */
  public Severity worst() {
    return alerts.stream()
        .map(alert -> alert.message().severity())
        .max(Comparator.naturalOrder())
        .orElse(Severity.UNKNOWN);
  }

  /** One that only tries whether a receiver takes it. */
  static Notification test(String id, Instant at) {
    AlertMessage message =
        new AlertMessage(
            "test|" + id,
            "test",
            Digest.sha256("0".repeat(64)),
            List.of("registry.example/test/image:1.0"),
            "TEST",
            Severity.LOW,
            "Somebody tries whether MDIS reaches this receiver",
            null,
            null,
            at,
            Map.of());
    return new Notification(id, at, true, List.of(Alert.of(message)));
  }
}
