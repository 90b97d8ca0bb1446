package io.mdis.report.query;

import io.mdis.contracts.Severity;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Sums over findings by severity. Severities without findings are absent. */
public final class SeverityCounts {

  private SeverityCounts() {}

  /** Adds the counts up, worst severity first; entries that are not positive are left out. */
  public static Map<Severity, Integer> sum(Collection<Map<Severity, Integer>> counts) {
    Map<Severity, Integer> total = new java.util.TreeMap<>(Comparator.reverseOrder());
    for (Map<Severity, Integer> some : counts) {
      some.forEach(
          (severity, count) -> {
            if (count != null && count > 0) {
              total.merge(severity, count, Integer::sum);
            }
          });
    }
    return Collections.unmodifiableMap(total);
  }

  /** The worst severity with a finding; empty when there is no finding. */
  public static Optional<Severity> worst(Map<Severity, Integer> counts) {
    Map<Severity, Integer> sorted = new EnumMap<>(Severity.class);
    sorted.putAll(counts);
    return sorted.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(Map.Entry::getKey)
        .max(Comparator.naturalOrder());
  }
}
