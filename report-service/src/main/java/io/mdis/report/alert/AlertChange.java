package io.mdis.report.alert;

import java.time.Instant;

/**
 * A change of an alert, as it is written down for good.
 *
 * @param at UTC
 * @param by who made it; {@value #SERVICE} for what followed from another alert
 * @param alert id
 * @param state that it was changed to
 * @param comment what was said about it
 */
public record AlertChange(Instant at, String by, String alert, AlertState state, String comment) {
  /** Author of what nobody in particular did. */
  public static final String SERVICE = "mdis";
}
