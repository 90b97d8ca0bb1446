package io.mdis.report.query;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each layer brought.
 *
 * @param counts findings that count, by the layer that brought them and by severity
 * @param steps instruction that made a layer, as findings about it tell
 */
public record LayerFindings(Map<Digest, Map<Severity, Integer>> counts, Map<Digest, String> steps) {

  /** Copies what it is given. */
  public LayerFindings {
    counts = Map.copyOf(counts);
    steps = Map.copyOf(steps);
  }

  /** Of findings of one image; those of no single layer are left out. */
  public static LayerFindings of(List<Finding> findings) {
    Map<Digest, Map<Severity, Integer>> counts = new HashMap<>();
    Map<Digest, String> steps = new HashMap<>();
    for (Finding finding : findings) {
      if (finding.layer() == null) {
        continue;
      }
      if (!finding.suppressed()) {
        counts
            .computeIfAbsent(finding.layer(), layer -> new TreeMap<>())
            .merge(finding.severity(), 1, Integer::sum);
      }
      String text = finding.details().get("text");
      if (text != null && finding.dimension().equals("history")) {
        steps.putIfAbsent(finding.layer(), text);
      }
    }
    return new LayerFindings(counts, steps);
  }

  /** Findings of a layer by severity, worst first; none when it brought none. */
  public Map<Severity, Integer> of(Digest layer) {
    return SeverityCounts.sum(List.of(counts.getOrDefault(layer, Map.of())));
  }
}
