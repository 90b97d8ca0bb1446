package io.mdis.trust.protocol;

import io.mdis.contracts.Digest;
import io.mdis.measurement.Sha384;
import java.time.Instant;
import java.util.List;

/**
 * One thing that is known of an image on a host.
 *
 * @param at when, for the first time
 * @param until when for the last time
 * @param times how often, one after the other with nothing else in between
 * @param kind {@code VERDICT} or {@code REPORT}
 * @param imageId of the image
 * @param outcome of a verdict, or the one that a host went by; null when there is none
 * @param occasion of a report; null for a verdict
 * @param measured trust value; null when it couldn't be measured
 * @param decision that the host took; null when there was none
 * @param breaches that were found
 * @param reason for people; may be null
 */
public record HistoryEntry(
    Instant at,
    Instant until,
    long times,
    String kind,
    Digest imageId,
    Verdict.Outcome outcome,
    MeasurementReport.Occasion occasion,
    Sha384 measured,
    MeasurementReport.Decision decision,
    List<Breach> breaches,
    String reason) {
  /** The breaches are kept as they are. */
  public HistoryEntry {
    breaches = List.copyOf(breaches);
  }

  /** The same, that went on. */
  public HistoryEntry repeated(Instant lastTime, long howOften) {
    return new HistoryEntry(
        at, lastTime, howOften, kind, imageId, outcome, occasion, measured, decision, breaches,
        reason);
  }
}
