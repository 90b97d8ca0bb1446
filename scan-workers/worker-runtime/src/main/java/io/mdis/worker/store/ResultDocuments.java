package io.mdis.worker.store;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * Documents of results and findings, in the form that {@link io.mdis.contracts.Collections} tells.
 */
final class ResultDocuments {
  private static final int MOST_REASONS = 200;
  private static final int LONGEST_REASON = 2_000;
  private static final int MOST_VALUES = 100;
  private static final int LONGEST_VALUE = 4_000;
  private static final int LONGEST_NAME = 500;
  private static final int LONGEST_PATH = 4_096;

  private ResultDocuments() {}

  static String id(Digest image, String dimension, String scannerVersion, String rulesVersion) {
    return image + "|" + dimension + "|" + scannerVersion + "|" + rulesVersion;
  }

  static Document result(Digest image, ScanResult result, Instant finishedAt) {
    Document counts = new Document();
    counts(result).forEach((severity, count) -> counts.append(severity.name(), count));
    return new Document(
            "_id", id(image, result.dimension(), result.scannerVersion(), result.rulesVersion()))
        .append("image", image.toString())
        .append("dimension", result.dimension())
        .append("status", result.status().name())
        .append("reasons", reasons(result.reasons()))
        .append("counts", counts)
        .append("suppressed", (int) result.findings().stream().filter(Finding::suppressed).count())
        .append("scannerVersion", result.scannerVersion())
        .append("rulesVersion", result.rulesVersion())
        .append("facts", BoundedText.document(result.facts(), MOST_VALUES, LONGEST_VALUE))
        .append("finishedAt", Date.from(finishedAt))
        .append("current", true);
  }

  static List<Document> findings(Digest image, ScanResult result) {
    String resultId = id(image, result.dimension(), result.scannerVersion(), result.rulesVersion());
    return result.findings().stream().map(f -> finding(image, resultId, f)).toList();
  }

  private static Map<Severity, Integer> counts(ScanResult result) {
    return result.findings().stream()
        .filter(finding -> !finding.suppressed())
        .collect(
            Collectors.groupingBy(
                Finding::severity,
                () -> new EnumMap<>(Severity.class),
                Collectors.summingInt(finding -> 1)));
  }

  private static List<Document> reasons(List<ScanReason> reasons) {
    return BoundedText.reasons(reasons, MOST_REASONS, LONGEST_REASON).stream()
        .map(r -> new Document("code", r.code()).append("message", r.message()))
        .toList();
  }

  @SuppressWarnings("EnumOrdinal") // The contract stores the rank so that an index can sort by it.
  private static Document finding(Digest image, String resultId, Finding finding) {
    Document document =
        new Document("_id", resultId + "|" + key(finding))
            .append("result", resultId)
            .append("image", image.toString())
            .append("dimension", finding.dimension())
            .append("id", BoundedText.cut(finding.id(), LONGEST_NAME))
            .append("names", FindingNames.of(finding))
            .append("severity", finding.severity().name())
            .append("severityRank", finding.severity().ordinal())
            .append("title", BoundedText.cut(finding.title(), LONGEST_NAME))
            .append("details", BoundedText.document(finding.details(), MOST_VALUES, LONGEST_VALUE));
    if (finding.sourceSeverity() != null) {
      document.append("sourceSeverity", BoundedText.cut(finding.sourceSeverity(), LONGEST_NAME));
    }
    if (finding.layer() != null) {
      document.append("layer", finding.layer().toString());
    }
    if (finding.path() != null) {
      document.append("path", BoundedText.cut(finding.path(), LONGEST_PATH));
    }
    document.putAll(SuppressionDocuments.of(finding));
    return document;
  }

  /** The same finding has the same key however often it is stored; made of it before any cut. */
  private static String key(Finding finding) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      String text = finding.id() + "\n" + finding.layer() + "\n" + finding.path() + "\n";
      sha256.update(text.getBytes(StandardCharsets.UTF_8));
      sha256.update(finding.details().toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
