package io.mdis.report.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.ScanReason;
import io.mdis.contracts.Severity;
import io.mdis.report.Seed;
import io.mdis.report.query.DimensionReport;
import io.mdis.report.query.DimensionStatus;
import io.mdis.report.query.Overview;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetCountTest {
  private static final Instant AT = Instant.parse("2026-11-01T09:00:00Z");

  @Test
  void onlyWhatWasLookedAtWholeIsClean() {
    FleetCount count = new FleetCount(List.of("malware", "secret"));
    count.accept(overview(1, DimensionStatus.SUCCEEDED, Map.of(), "malware", "secret"));
    count.accept(overview(2, DimensionStatus.SUCCEEDED, Map.of(), "malware"));
    count.accept(overview(3, DimensionStatus.FAILED, Map.of(), "malware", "secret"));
    count.accept(
        overview(
            4,
            DimensionStatus.SUCCEEDED,
            Map.of(Severity.LOW, 3, Severity.HIGH, 1),
            "malware",
            "secret"));
    DayCounts counts = count.counts(6, AT);
    assertThat(counts)
        .isEqualTo(
            new DayCounts(LocalDate.parse("2026-11-01"), AT, 6, Map.of(Severity.HIGH, 1L), 1, 4));
  }

  private static Overview overview(
      int number, DimensionStatus status, Map<Severity, Integer> found, String... dimensions) {
    Map<String, DimensionReport> reports = new java.util.TreeMap<>();
    for (String name : dimensions) {
      reports.put(
          name,
          new DimensionReport(
              name,
              status,
              status == DimensionStatus.SUCCEEDED ? List.of() : List.of(new ScanReason("a", "b")),
              found,
              0,
              null,
              null,
              Map.of(),
              AT));
    }
    return new Overview(Seed.digest(number), reports, AT);
  }
}
