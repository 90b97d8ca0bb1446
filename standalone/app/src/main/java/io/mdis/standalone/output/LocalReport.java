package io.mdis.standalone.output;

import io.mdis.contracts.Finding;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.Severity;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code mdis scan} found out about one image; its JSON form is versioned.
 *
 * @param schemaVersion of this record's JSON form
 * @param mdisVersion that made it
 * @param scannedAt UTC
 * @param image what was scanned
 * @param summary findings by severity over all dimensions, after filtering, without suppressed ones
 * @param suppressed number of findings that are suppressed
 * @param results one per dimension
 */
public record LocalReport(
    int schemaVersion,
    String mdisVersion,
    Instant scannedAt,
    Image image,
    Map<Severity, Integer> summary,
    int suppressed,
    List<ScanResult> results) {

  /** Current version of the JSON form. */
  public static final int SCHEMA_VERSION = 1;

  /** Which image it was. */
  public record Image(
      String name,
      String digest,
      String configDigest,
      String platform,
      List<LayerDescriptor> layers) {}

  /** A report whose summary is counted from the results. */
  public static LocalReport of(
      String mdisVersion, Instant scannedAt, Image image, List<ScanResult> results) {
    Map<Severity, Integer> summary = new EnumMap<>(Severity.class);
    int suppressed = 0;
    for (ScanResult result : results) {
      for (Finding finding : result.findings()) {
        if (finding.suppressed()) {
          suppressed++;
        } else {
          summary.merge(finding.severity(), 1, Integer::sum);
        }
      }
    }
    return new LocalReport(
        SCHEMA_VERSION, mdisVersion, scannedAt, image, summary, suppressed, results);
  }
}
