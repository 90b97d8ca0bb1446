package io.mdis.worker.consume;

import io.mdis.contracts.ScanResult;
import io.mdis.contracts.Severity;
import io.mdis.worker.judged.FindingCounts;
import java.util.Map;

/** Findings of a result by severity. */
public final class ResultCounts {
  private ResultCounts() {}

  /** Counts without suppressed findings; severities without findings are absent. */
  public static Map<Severity, Integer> of(ScanResult result) {
    return FindingCounts.of(result.findings());
  }

  /** Number of suppressed findings. */
  public static int suppressed(ScanResult result) {
    return FindingCounts.suppressed(result.findings());
  }
}
