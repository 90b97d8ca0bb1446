package io.mdis.worker.consume;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.Severity;
import java.util.EnumMap;
import java.util.Map;

/** Findings of a result by severity. */
public final class ResultCounts {
  private ResultCounts() {}

  /** Counts without suppressed findings; severities without findings are absent. */
  public static Map<Severity, Integer> of(ScanResult result) {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    for (Finding finding : result.findings()) {
      if (!finding.suppressed()) {
        counts.merge(finding.severity(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Number of suppressed findings. */
  public static int suppressed(ScanResult result) {
    return (int) result.findings().stream().filter(Finding::suppressed).count();
  }
}
