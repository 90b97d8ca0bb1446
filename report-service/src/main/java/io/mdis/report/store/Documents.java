package io.mdis.report.store;

import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.Platform;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.Severity;
import io.mdis.report.query.DimensionReport;
import io.mdis.report.query.DimensionStatus;
import io.mdis.report.query.ImageRecord;
import io.mdis.report.query.Overview;
import io.mdis.report.query.Rejection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/** Documents to records and, for overviews, back. */
final class Documents {
  private Documents() {}

  static ImageRecord image(Document document) {
    return new ImageRecord(
        Fields.digest(document, "_id"),
        Fields.text(document, "registry"),
        Fields.text(document, "repository"),
        Fields.list(document, "tags"),
        Fields.digest(document, "configDigest"),
        platform(document.get("platform")),
        Fields.documents(document, "layers").stream().map(Documents::layer).toList(),
        Fields.instant(document, "acceptedAt"),
        Fields.text(document, "reason"));
  }

  static DimensionReport result(Document document) {
    return new DimensionReport(
        Fields.text(document, "dimension"),
        status(document),
        Fields.reasons(document),
        Fields.counts(document),
        Fields.number(document, "suppressed"),
        Fields.text(document, "scannerVersion"),
        Fields.text(document, "rulesVersion"),
        Fields.texts(document, "facts"),
        Fields.instant(document, "finishedAt"));
  }

  static Finding finding(Document document) {
    return new Finding(
        Fields.text(document, "id"),
        Fields.text(document, "dimension"),
        Fields.value(Severity.class, document, Fields.text(document, "severity")),
        Fields.text(document, "sourceSeverity"),
        Fields.text(document, "title"),
        Fields.digest(document, "layer"),
        Fields.text(document, "path"),
        Fields.texts(document, "details"),
        suppression(document.get("suppression", Document.class)),
        Fields.text(document, "note"));
  }

  private static FindingSuppression suppression(Document document) {
    return document == null
        ? null
        : new FindingSuppression(
            Fields.text(document, "entry"),
            Fields.text(document, "reason"),
            Fields.text(document, "author"),
            document.containsKey("until") ? Fields.instant(document, "until") : null,
            Fields.text(document, "origin"),
            Fields.text(document, "verdict"));
  }

  static Overview overview(Document document) {
    Map<String, DimensionReport> dimensions = new TreeMap<>();
    Document stored = document.get("dimensions", Document.class);
    for (String name : stored.keySet()) {
      Document dimension = stored.get(name, Document.class);
      dimensions.put(
          name,
          new DimensionReport(
              name,
              status(dimension),
              Fields.reasons(dimension),
              Fields.counts(dimension),
              Fields.number(dimension, "suppressed"),
              null,
              null,
              Map.of(),
              Fields.instant(dimension, "finishedAt")));
    }
    return new Overview(
        Fields.digest(document, "_id"), dimensions, Fields.instant(document, "updatedAt"));
  }

  static Document overview(Overview overview) {
    Document dimensions = new Document();
    overview.dimensions().forEach((name, report) -> dimensions.append(name, dimension(report)));
    return new Document("_id", overview.image().toString())
        .append("dimensions", dimensions)
        .append("worstSeverityRank", overview.worstSeverityRank())
        .append("weight", overview.weight())
        .append("updatedAt", Date.from(overview.updatedAt()));
  }

  private static Document dimension(DimensionReport report) {
    Document counts = new Document();
    report.counts().forEach((severity, count) -> counts.append(severity.name(), count));
    List<Document> reasons = report.reasons().stream().map(Documents::reason).toList();
    return new Document("status", report.status().name())
        .append("reasons", reasons)
        .append("counts", counts)
        .append("suppressed", report.suppressed())
        .append("finishedAt", Date.from(report.finishedAt()));
  }

  private static Document reason(ScanReason reason) {
    return new Document("code", reason.code()).append("message", reason.message());
  }

  private static LayerDescriptor layer(Document document) {
    Object size = document.get("size");
    return new LayerDescriptor(
        Fields.digest(document, "digest"),
        Fields.digest(document, "diffId"),
        Fields.text(document, "mediaType"),
        size instanceof Number number ? number.longValue() : 0);
  }

  private static DimensionStatus status(Document document) {
    return Fields.value(DimensionStatus.class, document, Fields.text(document, "status"));
  }

  private static String platform(Object platform) {
    return switch (platform) {
      case null -> null;
      case Document parts ->
          new Platform(
                  Fields.text(parts, "os"),
                  Fields.text(parts, "architecture"),
                  Fields.text(parts, "variant"))
              .toString();
      default -> platform.toString();
    };
  }

  static Rejection rejection(Document document) {
    return new Rejection(
        Fields.text(document, "_id"),
        Fields.text(document, "source"),
        Fields.text(document, "reference"),
        Fields.text(document, "code"),
        Fields.text(document, "message"),
        Fields.instant(document, "at"));
  }
}
