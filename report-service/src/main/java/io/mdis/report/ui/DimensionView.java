package io.mdis.report.ui;

import io.mdis.report.query.DimensionReport;
import io.mdis.report.query.DimensionStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One dimension's state on a page.
 *
 * @param name of the dimension
 * @param status its name
 * @param findings that count
 * @param suppressed findings that do not
 * @param clean whether everything was looked at and nothing was found
 * @param reasons messages, one for each reason
 * @param scanner versions of scanner and rules; empty when unknown
 * @param finishedAt UTC; empty while pending
 * @param facts that the scanner learned, without those that are shown elsewhere
 */
public record DimensionView(
    String name,
    String status,
    long findings,
    long suppressed,
    boolean clean,
    List<String> reasons,
    String scanner,
    String finishedAt,
    Map<String, String> facts) {
  /** Shown on its own. */
  static final String DOCKERFILE = "dockerfile";

  private static final int LONGEST_VERSION = 20;

  /** The view of a report. */
  public static DimensionView of(DimensionReport report) {
    Map<String, String> facts = new TreeMap<>(report.facts());
    facts.remove(DOCKERFILE);
    facts.values().removeIf(String::isBlank);
    return new DimensionView(
        report.dimension(),
        report.status().name(),
        report.counts().values().stream().mapToInt(Integer::intValue).sum(),
        report.suppressed(),
        report.clean(),
        report.reasons().stream()
            .map(reason -> reason.message() + " (" + reason.code() + ")")
            .toList(),
        report.scannerVersion() == null
            ? ""
            : report.scannerVersion() + ", rules " + shortened(report.rulesVersion()),
        report.finishedAt() == null ? "" : Times.text(report.finishedAt()),
        facts);
  }

  /** Versions of rules may be long hashes; the beginning tells them apart. */
  private static String shortened(String version) {
    return version.length() <= LONGEST_VERSION
        ? version
        : version.substring(0, LONGEST_VERSION) + "…";
  }

  /** Name of the style for the status. */
  public String style() {
    return status.toLowerCase(Locale.ROOT);
  }

  /** Whether the first result is still to come. */
  public boolean pending() {
    return status.equals(DimensionStatus.PENDING.name());
  }
}
