package io.mdis.export.json;

import io.mdis.contracts.ScanResult;
import io.mdis.contracts.Severity;
import io.mdis.export.Advice;
import io.mdis.export.Report;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The document; {@code docs/reference/report.schema.json} tells its members.
 *
 * @param schemaVersion of the form; a new member doesn't change it
 * @param advice what to do first
 * @param summary findings by severity over all dimensions, without suppressed ones
 * @param suppressed number of findings that are suppressed
 */
record JsonReport(
    int schemaVersion,
    String mdisVersion,
    Instant scannedAt,
    Report.Image image,
    List<Advice> advice,
    Map<Severity, Integer> summary,
    int suppressed,
    List<ScanResult> results) {

  static JsonReport of(Report report) {
    return new JsonReport(
        JsonFormat.SCHEMA_VERSION,
        report.mdisVersion(),
        report.scannedAt(),
        report.image(),
        Advice.of(report.results()),
        report.summary(),
        report.suppressed(),
        report.results());
  }
}
