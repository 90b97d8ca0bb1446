package io.mdis.report.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportsTest {
  private static final Instant TIME = Instant.parse("2026-11-01T10:00:00Z");

  @Test
  void ofTwoResultsOfADimensionTheLaterCounts() {
    ImageReport report =
        ImageReport.of(
            image(),
            List.of(
                result(DimensionStatus.SUCCEEDED, Map.of(), TIME),
                result(DimensionStatus.SUCCEEDED, Map.of(Severity.LOW, 1), TIME.plusSeconds(1))),
            List.of("vulnerability", "malware"));
    assertThat(report.dimensions())
        .extracting(DimensionReport::dimension, DimensionReport::status)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("malware", DimensionStatus.PENDING),
            org.assertj.core.groups.Tuple.tuple("vulnerability", DimensionStatus.SUCCEEDED));
    assertThat(report.worstSeverity()).contains(Severity.LOW);
  }

  @Test
  void onlyACompleteScanWithoutFindingsIsClean() {
    for (DimensionStatus status : DimensionStatus.values()) {
      assertThat(result(status, Map.of(), TIME).clean())
          .as(status.name())
          .isEqualTo(status == DimensionStatus.SUCCEEDED);
    }
    assertThat(result(DimensionStatus.SUCCEEDED, Map.of(Severity.UNKNOWN, 1), TIME).clean())
        .isFalse();
  }

  @Test
  void aCursorSurvivesItsTextForm() {
    ImageCursor cursor = ImageCursor.after(image());
    assertThat(ImageCursor.parse(cursor.text())).isEqualTo(cursor);
    assertThatExceptionOfType(ReportProblem.class)
        .isThrownBy(() -> ImageCursor.parse("x".repeat(5000)))
        .satisfies(problem -> assertThat(problem.field()).isEqualTo(Optional.of("cursor")));
  }

  private static ImageRecord image() {
    Digest digest = Digest.sha256("b".repeat(64));
    return new ImageRecord(
        digest, "registry.example", "app", List.of(), digest, "linux/amd64", List.of(), TIME, null);
  }

  private static DimensionReport result(
      DimensionStatus status, Map<Severity, Integer> counts, Instant finishedAt) {
    return new DimensionReport(
        "vulnerability", status, List.of(), counts, 0, "1", "r", Map.of(), finishedAt);
  }
}
