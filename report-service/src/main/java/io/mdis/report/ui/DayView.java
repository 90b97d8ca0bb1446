package io.mdis.report.ui;

import io.mdis.contracts.Severity;
import io.mdis.report.dashboard.DayCounts;

/**
 * How the images stood on a day.
 *
 * @param day such as 11-25
 * @param critical images whose worst finding is critical
 * @param high images whose worst finding is high
 * @param medium images whose worst finding is medium
 * @param low images whose worst finding is low, negligible or of unknown severity
 * @param clean images without a finding that were looked at whole
 * @param other images without a finding that are not fully known
 */
public record DayView(
    String day, long critical, long high, long medium, long low, long clean, long other) {
  private static final int YEAR = 5;

  /** The view of a day's counts. */
  static DayView of(DayCounts counts) {
    long found = counts.worst().values().stream().mapToLong(Long::longValue).sum();
    return new DayView(
        counts.day().toString().substring(YEAR),
        counts.of(Severity.CRITICAL),
        counts.of(Severity.HIGH),
        counts.of(Severity.MEDIUM),
        counts.of(Severity.LOW) + counts.of(Severity.NEGLIGIBLE) + counts.of(Severity.UNKNOWN),
        counts.clean(),
        Math.max(0, counts.images() - found - counts.clean()));
  }
}
