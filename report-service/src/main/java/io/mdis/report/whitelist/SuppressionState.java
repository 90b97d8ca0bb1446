package io.mdis.report.whitelist;

import io.mdis.suppression.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Where an entry is in its life. */
public enum SuppressionState {
  /** It holds, and will for a while. */
  ACTIVE,
  /** It holds, and ends soon. */
  EXPIRING,
  /** It has ended: what it suppressed counts again. */
  EXPIRED;

  /** The state of an entry, which expires when it ends within the given time. */
  public static SuppressionState of(Suppression entry, Instant now, Duration soon) {
    if (!entry.active(now)) {
      return EXPIRED;
    }
    return entry.expiresAt() == null || entry.expiresAt().isAfter(now.plus(soon))
        ? ACTIVE
        : EXPIRING;
  }

  /** As the API and the pages write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
