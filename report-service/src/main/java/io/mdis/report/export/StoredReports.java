package io.mdis.report.export;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.export.Report;
import io.mdis.report.query.DimensionReport;
import io.mdis.report.query.DimensionStatus;
import io.mdis.report.query.ImageRecord;
import io.mdis.report.query.ImageReport;
import io.mdis.report.query.Reports;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Makes reports. One is held whole, so its parts are bounded; what is left out is told. */
public final class StoredReports {
  private static final int MOST_FINDINGS = 20_000;
  private static final int MOST_COMPONENTS = 50_000;

  private final Reports reports;
  private final StoredDetail detail;
  private final String version;

  /**
   * From the given sources.
   *
   * @param version of MDIS
   */
  public StoredReports(Reports reports, StoredDetail detail, String version) {
    this.reports = reports;
    this.detail = detail;
    this.version = version;
  }

  /**
   * The report of an image; throws ReportProblem when it is unknown.
   *
   * @param withComponents whether its packages are wanted
   */
  public Report report(Digest digest, boolean withComponents) {
    ImageReport stored = reports.image(digest);
    List<Finding> findings = detail.findings(digest, MOST_FINDINGS + 1);
    boolean cut = findings.size() > MOST_FINDINGS;
    Map<String, List<Finding>> byDimension =
        findings.stream().limit(MOST_FINDINGS).collect(Collectors.groupingBy(Finding::dimension));
    List<ScanResult> results =
        stored.dimensions().stream()
            .map(one -> result(one, byDimension.getOrDefault(one.dimension(), List.of()), cut))
            .toList();
    Report report = new Report(version, newest(stored), image(stored.image()), results);
    return withComponents
        ? report.withComponents(detail.components(digest, MOST_COMPONENTS))
        : report;
  }

  private static ScanResult result(DimensionReport stored, List<Finding> findings, boolean cut) {
    List<ScanReason> reasons = new ArrayList<>(stored.reasons());
    ScanStatus status = status(stored.status());
    if (stored.status() == DimensionStatus.PENDING) {
      reasons.add(new ScanReason("scan.pending", "no result yet: ask again later"));
    }
    if (cut) {
      reasons.add(
          new ScanReason(
              "export.too-many-findings",
              "only the " + MOST_FINDINGS + " most urgent findings of the image are told"));
      status = status == ScanStatus.SUCCEEDED ? ScanStatus.PARTIAL : status;
    }
    if (status != ScanStatus.SUCCEEDED && reasons.isEmpty()) {
      reasons.add(new ScanReason("scan.unexplained", "no reason is stored: scan it again"));
    }
    return new ScanResult(
        stored.dimension(),
        status,
        reasons,
        Objects.requireNonNullElse(stored.scannerVersion(), "none"),
        Objects.requireNonNullElse(stored.rulesVersion(), "none"),
        findings,
        stored.facts());
  }

  /** What is awaited says nothing, as what was skipped does. */
  private static ScanStatus status(DimensionStatus status) {
    return switch (status) {
      case SUCCEEDED -> ScanStatus.SUCCEEDED;
      case PARTIAL -> ScanStatus.PARTIAL;
      case FAILED -> ScanStatus.FAILED;
      case SKIPPED, PENDING -> ScanStatus.SKIPPED;
    };
  }

  private static Instant newest(ImageReport stored) {
    return stored.dimensions().stream()
        .map(DimensionReport::finishedAt)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(stored.image().acceptedAt());
  }

  private static Report.Image image(ImageRecord image) {
    String tag = image.tags().isEmpty() ? "" : ":" + image.tags().getLast();
    return new Report.Image(
        image.registry() + "/" + image.repository() + tag + "@" + image.digest(),
        image.digest().toString(),
        image.configDigest() == null ? null : image.configDigest().toString(),
        image.platform(),
        image.layers());
  }
}
