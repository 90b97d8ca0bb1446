package io.mdis.report.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.Severity;
import io.mdis.report.query.DimensionReport;
import io.mdis.report.query.DimensionStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one dimension says about an image, as the API tells it.
 *
 * @param dimension name
 * @param status PENDING when it has not said anything yet
 * @param reasons why it is not simply SUCCEEDED
 * @param counts findings by severity, without suppressed ones
 * @param suppressed number of findings that are suppressed
 * @param scannerVersion absent while PENDING and in a list
 * @param rulesVersion absent while PENDING and in a list
 * @param facts that the scanner learned; absent in a list
 * @param finishedAt UTC; absent while PENDING
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DimensionBody(
    String dimension,
    DimensionStatus status,
    List<ScanReason> reasons,
    Map<Severity, Integer> counts,
    int suppressed,
    String scannerVersion,
    String rulesVersion,
    Map<String, String> facts,
    Instant finishedAt) {

  /** For a list of images. */
  public static DimensionBody brief(DimensionReport report) {
    return new DimensionBody(
        report.dimension(),
        report.status(),
        report.reasons(),
        report.counts(),
        report.suppressed(),
        null,
        null,
        null,
        report.finishedAt());
  }

  /** For one image. */
  public static DimensionBody complete(DimensionReport report) {
    return new DimensionBody(
        report.dimension(),
        report.status(),
        report.reasons(),
        report.counts(),
        report.suppressed(),
        report.scannerVersion(),
        report.rulesVersion(),
        report.facts(),
        report.finishedAt());
  }
}
