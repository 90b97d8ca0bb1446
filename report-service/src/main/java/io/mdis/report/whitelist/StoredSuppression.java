package io.mdis.report.whitelist;

import io.mdis.suppression.Suppression;
import java.time.Instant;

/**
 * An entry as it is kept.
 *
 * @param entry what it says
 * @param revision 1 when it is made, one more with each change
 * @param updatedAt UTC
 */
public record StoredSuppression(Suppression entry, long revision, Instant updatedAt) {}
