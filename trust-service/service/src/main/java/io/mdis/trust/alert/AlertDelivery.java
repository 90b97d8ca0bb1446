package io.mdis.trust.alert;

import io.mdis.contracts.AlertMessage;
import java.io.IOException;
import java.util.List;

/** Tells alerts that are stored. One is told at least once, and with the same id when again. */
public final class AlertDelivery {
  private static final int BATCH = 100;

  private final AlertStore alerts;
  private final Outlet outlet;

  /** Where alerts go. */
  @FunctionalInterface
  public interface Outlet {
    /** Returns when all are acknowledged; throws IOException when they can't be told now. */
    void tell(List<AlertMessage> alerts) throws IOException;
  }

  /** From a store to an outlet. */
  public AlertDelivery(AlertStore alerts, Outlet outlet) {
    this.alerts = alerts;
    this.outlet = outlet;
  }

  /** Tells all that wait, and says how many; throws IOException when one side is away. */
  public int run() throws IOException {
    int told = 0;
    while (true) {
      List<AlertMessage> some = alerts.pending(BATCH);
      if (some.isEmpty()) {
        return told;
      }
      outlet.tell(some);
      alerts.told(some);
      told += some.size();
    }
  }
}
