package io.mdis.report.ui;

import io.mdis.report.query.DimensionReport;
import java.util.List;
import java.util.Map;

/**
 * One dimension's state on a page.
 *
 * @param name of the dimension
 * @param status word for a person, and style name in lower case
 * @param summary one sentence; says that an image is clean only when everything was looked at
 * @param reasons messages, one for each reason
 * @param scanner versions of scanner and rules; empty when unknown
 * @param finishedAt UTC; empty while pending
 * @param facts that the scanner learned
 */
public record DimensionView(
    String name,
    String status,
    String summary,
    List<String> reasons,
    String scanner,
    String finishedAt,
    Map<String, String> facts) {

  /** The view of a report. */
  public static DimensionView of(DimensionReport report) {
    return new DimensionView(
        report.dimension(),
        report.status().name(),
        summary(report),
        report.reasons().stream()
            .map(reason -> reason.message() + " (" + reason.code() + ")")
            .toList(),
        report.scannerVersion() == null
            ? ""
            : report.scannerVersion() + ", rules " + report.rulesVersion(),
        report.finishedAt() == null ? "" : Times.text(report.finishedAt()),
        report.facts());
  }

  /** Name of the style for the status. */
  public String style() {
    return status.toLowerCase(java.util.Locale.ROOT);
  }

  private static String summary(DimensionReport report) {
    int findings = report.counts().values().stream().mapToInt(Integer::intValue).sum();
    String found =
        (findings == 1 ? "1 finding" : findings + " findings")
            + (report.suppressed() == 0 ? "" : ", " + report.suppressed() + " suppressed");
    return switch (report.status()) {
      case PENDING -> "not scanned yet";
      case SUCCEEDED -> report.clean() ? clean(report.dimension()) : found;
      case PARTIAL -> found + ", incomplete: something was left out";
      case SKIPPED -> "not scanned";
      case FAILED -> "scan failed: nothing is known";
    };
  }

  private static String clean(String dimension) {
    return dimension.equals("vulnerability") ? "no known vulnerabilities" : "no findings";
  }
}
