package io.mdis.report.dashboard;

import io.mdis.contracts.Severity;
import io.mdis.report.query.DimensionReport;
import io.mdis.report.query.DimensionStatus;
import io.mdis.report.query.Overview;
import io.mdis.report.query.SeverityCounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Counts the fleet, one overview after the other, in memory that does not grow with it. */
public final class FleetCount implements Consumer<Overview> {
  private final Collection<String> expected;
  private final Map<Severity, Long> worst = new EnumMap<>(Severity.class);
  private long clean;
  private long complete;

  /** Each image is expected to have a result of each named dimension. */
  public FleetCount(Collection<String> expected) {
    this.expected = List.copyOf(expected);
  }

  @Override
  public void accept(Overview overview) {
    Collection<DimensionReport> reports = overview.dimensions().values();
    Optional<Severity> found =
        SeverityCounts.worst(
            SeverityCounts.sum(reports.stream().map(DimensionReport::counts).toList()));
    found.ifPresent(severity -> worst.merge(severity, 1L, Long::sum));
    boolean whole =
        overview.dimensions().keySet().containsAll(expected)
            && reports.stream().allMatch(one -> one.status() == DimensionStatus.SUCCEEDED);
    if (whole) {
      complete++;
      if (found.isEmpty()) {
        clean++;
      }
    }
  }

  /**
   * What was counted.
   *
   * @param images that are not deleted; those without an overview are incomplete too
   */
  public DayCounts counts(long images, Instant at) {
    return new DayCounts(
        LocalDate.ofInstant(at, ZoneOffset.UTC),
        at,
        images,
        worst,
        clean,
        Math.max(0, images - complete));
  }
}
