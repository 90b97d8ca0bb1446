package io.mdis.report.dashboard;

import java.time.Clock;
import java.util.Collection;
import java.util.List;

/** Counts the fleet now and then, and tells how it stands. */
public final class Dashboard {
  /** Days that a chart has room for. */
  private static final int DAYS = 30;

  private final Fleet fleet;
  private final Trend trend;
  private final Collection<String> expected;
  private final Clock clock;

  /** Each image is expected to have a result of each named dimension. */
  public Dashboard(Fleet fleet, Trend trend, Collection<String> expected, Clock clock) {
    this.fleet = fleet;
    this.trend = trend;
    this.expected = List.copyOf(expected);
    this.clock = clock;
  }

  /** Counts the fleet and keeps the counts. */
  public DayCounts count() {
    FleetCount count = new FleetCount(expected);
    long images = fleet.each(count);
    DayCounts counts = count.counts(images, clock.instant());
    trend.keep(counts);
    return counts;
  }

  /** The last 30 days that were counted, oldest first; empty before the first count. */
  public List<DayCounts> days() {
    return trend.last(DAYS);
  }
}
