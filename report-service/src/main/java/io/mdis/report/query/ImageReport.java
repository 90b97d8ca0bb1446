package io.mdis.report.query;

import io.mdis.contracts.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An image and what every dimension says about it.
 *
 * @param image as accepted
 * @param dimensions by name; each expected one is there, PENDING when it has no result
 */
public record ImageReport(ImageRecord image, List<DimensionReport> dimensions) {

  /** Copies what it is given. */
  public ImageReport {
    dimensions = List.copyOf(dimensions);
  }

  /**
   * Puts results and expectation together. Of several results of one dimension the last finished
   * counts; an expected dimension without a result is PENDING.
   */
  public static ImageReport of(
      ImageRecord image, Collection<DimensionReport> results, Collection<String> expected) {
    Map<String, DimensionReport> byName = new TreeMap<>();
    for (DimensionReport result : results) {
      byName.merge(result.dimension(), result, ImageReport::later);
    }
    for (String name : expected) {
      byName.computeIfAbsent(name, DimensionReport::pending);
    }
    return new ImageReport(image, new ArrayList<>(byName.values()));
  }

  /** Findings of all dimensions by severity, worst first. */
  public Map<Severity, Integer> counts() {
    return SeverityCounts.sum(dimensions.stream().map(DimensionReport::counts).toList());
  }

  /** The worst severity found; empty when nothing was found, which alone does not mean clean. */
  public Optional<Severity> worstSeverity() {
    return SeverityCounts.worst(counts());
  }

  private static DimensionReport later(DimensionReport one, DimensionReport other) {
    if (one.finishedAt() == null) {
      return other;
    }
    return other.finishedAt() != null && other.finishedAt().isAfter(one.finishedAt()) ? other : one;
  }
}
