package io.mdis.harbor.report;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.Severity;
import io.mdis.harbor.scan.HarborScan;
import io.mdis.harbor.scan.ImageState;
import io.mdis.harbor.scan.ScanDesk;
import io.mdis.harbor.scan.ScanProgress;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the report of a scan that is finished. */
public final class ReportMaker {
  private final ImageState images;
  private final ScannerName scanner;

  /** Tells what the other services found. */
  public ReportMaker(ImageState images, ScannerName scanner) {
    this.images = images;
    this.scanner = scanner;
  }

  /** What is known now; suppressed findings are left out, as everywhere else. */
  public VulnerabilityReport make(ScanProgress.Finished finished, ReportForm form) {
    HarborScan scan = finished.scan();
    List<Finding> findings = images.findings(scan.digest(), ScanDesk.VULNERABILITY);
    Map<Digest, Digest> layers = images.layers(scan.digest());
    List<VulnerabilityItem> items =
        new ArrayList<>(VulnerabilityItems.leftOut(scan.digest(), finished.result().reasons()));
    Set<List<String>> told = new HashSet<>();
    for (Finding finding : findings) {
      VulnerabilityItem item = VulnerabilityItems.of(finding, layers);
      // The same package in two places is one row to Harbor.
      if (told.add(List.of(item.id(), item.packageName(), item.version()))) {
        items.add(form == ReportForm.HARBOR ? item.plain() : item);
      }
    }
    Severity worst =
        findings.stream()
            .map(Finding::severity)
            .max(java.util.Comparator.naturalOrder())
            .orElse(Severity.UNKNOWN);
    return new VulnerabilityReport(
        finished.result().finishedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
        new VulnerabilityReport.Artifact(scan.repository(), scan.digest().toString(), scan.tag()),
        scanner,
        HarborSeverity.of(worst),
        items);
  }
}
