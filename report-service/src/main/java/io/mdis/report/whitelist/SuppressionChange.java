package io.mdis.report.whitelist;

import io.mdis.suppression.Suppression;
import java.time.Instant;

/**
 * A change of an entry, as it is written down for good.
 *
 * @param at UTC
 * @param by who made it: a caller of the API, or the file or document that brought it
 * @param entry id
 * @param revision after the change; of a removed entry its last one
 * @param before null when it was made
 * @param after null when it was removed
 */
public record SuppressionChange(
    Instant at, String by, String entry, long revision, Suppression before, Suppression after) {

  /** What was done. */
  public enum Action {
    CREATED,
    CHANGED,
    REMOVED
  }

  /** What was done. */
  public Action action() {
    if (before == null) {
      return Action.CREATED;
    }
    return after == null ? Action.REMOVED : Action.CHANGED;
  }
}
