package io.mdis.report.alert;

import java.util.Locale;

/** Where an alert is in its life. */
public enum AlertState {
  /** Nobody has answered for it. */
  OPEN,
  /** Somebody knows of it; what it tells of is still so. */
  ACKNOWLEDGED,
  /** It is over. */
  CLOSED;

  /** As the API and the pages write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
