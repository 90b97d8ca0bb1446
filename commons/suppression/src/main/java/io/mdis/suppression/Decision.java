package io.mdis.suppression;

import io.mdis.contracts.FindingSuppression;
import java.time.Instant;

/**
 * What the entries say of one finding.
 *
 * @param entry that decided
 */
public record Decision(Suppression entry) {

  /** Whether the finding isn't counted; else there is only something to tell. */
  public boolean suppresses() {
    return entry.status().suppresses();
  }

  /** Why, for a person. */
  public String reason() {
    return entry.reason();
  }

  /** Who answers for it; null when the source names nobody. */
  public String author() {
    return entry.author();
  }

  /** When it ends, UTC; null for never. */
  public Instant until() {
    return entry.expiresAt();
  }

  /** As findings carry it; null when the finding is counted. */
  public FindingSuppression suppression() {
    return suppresses()
        ? new FindingSuppression(
            entry.id(), reason(), author(), until(), entry.origin().label(), entry.status().label())
        : null;
  }

  /** One line for a person about what is said without suppressing; null when it suppresses. */
  public String note() {
    if (suppresses()) {
      return null;
    }
    String who = entry.author() == null ? entry.source() : entry.author();
    return entry.status().words() + " (" + who + "): " + reason();
  }
}
