package io.mdis.report.query;

import io.mdis.contracts.ScanReason;
import io.mdis.contracts.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one dimension says about one image.
 *
 * @param dimension name
 * @param status where it stands
 * @param reasons why it is not simply SUCCEEDED
 * @param counts findings by severity, worst first, without suppressed ones; severities without
 *     findings are absent
 * @param suppressed number of findings that are suppressed
 * @param scannerVersion of the result; null while PENDING, and in a list of images
 * @param rulesVersion of the result; null while PENDING, and in a list of images
 * @param facts that the scanner learned; empty in a list of images
 * @param finishedAt UTC; null while PENDING
 */
public record DimensionReport(
    String dimension,
    DimensionStatus status,
    List<ScanReason> reasons,
    Map<Severity, Integer> counts,
    int suppressed,
    String scannerVersion,
    String rulesVersion,
    Map<String, String> facts,
    Instant finishedAt) {

  /** Copies what it is given. */
  public DimensionReport {
    reasons = List.copyOf(reasons);
    counts = SeverityCounts.sum(List.of(counts));
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }

  /** A dimension whose first result is still to come. */
  public static DimensionReport pending(String dimension) {
    return new DimensionReport(
        dimension, DimensionStatus.PENDING, List.of(), Map.of(), 0, null, null, Map.of(), null);
  }

  /** True only when everything was looked at and nothing was found. */
  public boolean clean() {
    return status == DimensionStatus.SUCCEEDED && counts.isEmpty() && suppressed == 0;
  }
}
