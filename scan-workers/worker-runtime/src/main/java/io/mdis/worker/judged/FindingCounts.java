package io.mdis.worker.judged;

import io.mdis.contracts.Finding;
import io.mdis.contracts.Severity;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** Findings by severity: the one place that decides which of them count. */
public final class FindingCounts {
  private FindingCounts() {}

  /** Counts without suppressed findings; severities without findings are absent. */
  public static Map<Severity, Integer> of(Collection<Finding> findings) {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    for (Finding finding : findings) {
      if (!finding.suppressed()) {
        counts.merge(finding.severity(), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** Number of suppressed findings. */
  public static int suppressed(Collection<Finding> findings) {
    return (int) findings.stream().filter(Finding::suppressed).count();
  }

  /** Counts after some findings went and others came. */
  public static Map<Severity, Integer> changed(
      Map<Severity, Integer> earlier, Collection<Finding> gone, Collection<Finding> come) {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    counts.putAll(earlier);
    of(come).forEach((severity, count) -> counts.merge(severity, count, Integer::sum));
    of(gone).forEach((severity, count) -> counts.merge(severity, -count, Integer::sum));
    counts.values().removeIf(count -> count <= 0);
    return counts;
  }
}
