package io.mdis.export;

import static io.mdis.export.Comparison.Kind.FIXED;
import static io.mdis.export.Comparison.Kind.NEW;
import static io.mdis.export.Comparison.Kind.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  @Test
  void tellsWhatIsNewFixedAndStillThere() {
    Comparison comparison =
        Comparison.of(
            List.of(result(flaw("CVE-1", "musl", "1"), flaw("CVE-2", "zlib", "1"))),
            List.of(result(flaw("CVE-3", "musl", "2"), flaw("CVE-2", "zlib", "1.1"))));
    assertThat(comparison.changes())
        .extracting(Comparison.Change::kind, change -> change.finding().id())
        .containsExactly(tuple(NEW, "CVE-3"), tuple(FIXED, "CVE-1"), tuple(UNCHANGED, "CVE-2"));
    assertThat(comparison.dimensions())
        .containsExactly(
            new Comparison.DimensionChange(
                "vulnerability", ScanStatus.SUCCEEDED, ScanStatus.SUCCEEDED, true, 1, 1, 1));
  }

  @Test
  void aScanThatFailedFixesNothing() {
    ScanResult failed =
        new ScanResult(
            "vulnerability",
            ScanStatus.FAILED,
            List.of(new ScanReason("a.b", "why")),
            "1",
            "1",
            List.of(),
            Map.of());
    Comparison comparison =
        Comparison.of(List.of(result(flaw("CVE-1", "musl", "1"))), List.of(failed));
    assertThat(comparison.changes()).isEmpty();
    assertThat(comparison.dimensions().getFirst().compared()).isFalse();
    assertThat(Comparison.of(List.of(result()), List.of()).dimensions().getFirst().compared())
        .isFalse();
  }

  @Test
  void whatIsSuppressedIsNeitherNewNorFixed() {
    Finding flaw = flaw("CVE-1", "musl", "1");
    Finding suppressed =
        flaw.judged(new FindingSuppression("e", "why", null, null, "file", "accepted"), null);
    assertThat(Comparison.of(List.of(result(flaw)), List.of(result(suppressed))).changes())
        .isEmpty();
    assertThat(Comparison.of(List.of(result()), List.of(result(suppressed))).changes()).isEmpty();
    assertThat(Comparison.of(List.of(result(suppressed)), List.of(result())).changes()).isEmpty();
    assertThat(Comparison.of(List.of(result(suppressed)), List.of(result(flaw))).changes())
        .extracting(Comparison.Change::kind)
        .containsExactly(UNCHANGED);
  }

  private static Finding flaw(String id, String name, String version) {
    return SampleReport.vulnerability(id, name, version, Severity.HIGH, "9");
  }

  private static ScanResult result(Finding... findings) {
    return new ScanResult(
        "vulnerability", ScanStatus.SUCCEEDED, List.of(), "1", "1", List.of(findings), Map.of());
  }
}
