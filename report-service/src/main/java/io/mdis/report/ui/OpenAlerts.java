package io.mdis.report.ui;

import io.mdis.report.alert.Alerts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** How many alerts are open, as the head of every page tells it. */
@ApplicationScoped
@Named("openAlerts")
public class OpenAlerts {
  private static final int MOST_COUNTED = 1_000;
  private final Alerts alerts;

  /** Counts the given alerts. */
  public OpenAlerts(Alerts alerts) {
    this.alerts = alerts;
  }

  /** The number; empty when none is open. */
  public String getText() {
    return text(alerts);
  }

  /** How many of the alerts are open; empty when none is. */
  static String text(Alerts alerts) {
    int open = alerts.open(MOST_COUNTED);
    if (open == 0) {
      return "";
    }
    return open < MOST_COUNTED ? String.valueOf(open) : MOST_COUNTED - 1 + "+";
  }
}
