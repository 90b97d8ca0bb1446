package io.mdis.report.dashboard;

import io.mdis.contracts.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the fleet stood when it was last counted on a day.
 *
 * @param day in UTC
 * @param at when it was counted
 * @param images that are not deleted
 * @param worst images by their worst finding that counts, worst severity first
 * @param clean images whose every dimension was looked at whole and found nothing
 * @param incomplete images of which a dimension is missing, partial, skipped or failed
 */
public record DayCounts(
    LocalDate day,
    Instant at,
    long images,
    Map<Severity, Long> worst,
    long clean,
    long incomplete) {

  /** Copies what it is given. */
  public DayCounts {
    Map<Severity, Long> sorted = new TreeMap<>(Collections.reverseOrder());
    sorted.putAll(worst);
    worst = Collections.unmodifiableMap(sorted);
  }

  /** Images whose worst finding has that severity. */
  public long of(Severity severity) {
    return worst.getOrDefault(severity, 0L);
  }
}
