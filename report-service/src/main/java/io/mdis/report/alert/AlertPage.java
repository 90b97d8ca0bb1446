package io.mdis.report.alert;

import java.util.List;
import java.util.Optional;

/**
 * Some alerts, newest first.
 *
 * @param alerts of this page
 * @param next where the next page begins; empty on the last one
 */
public record AlertPage(List<Alert> alerts, Optional<AlertCursor> next) {

  /** Copies what it is given. */
  public AlertPage {
    alerts = List.copyOf(alerts);
  }
}
