package io.mdis.worker.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.Severity;
import io.mdis.worker.judged.FindingCounts;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * Documents of results and findings, in the form that {@link io.mdis.contracts.Collections} tells.
 */
final class ResultDocuments {
  private static final int MOST_REASONS = 200;
  private static final int LONGEST_REASON = 2_000;
  private static final int MOST_VALUES = 100;
  private static final int LONGEST_VALUE = 4_000;

  /** A fact may be a whole rebuilt Dockerfile; a hundred of them still fit into a document. */
  private static final int LONGEST_FACT = 32_000;

  private static final int LONGEST_NAME = 500;
  private static final int LONGEST_PATH = 4_096;

  private ResultDocuments() {}

  static String id(Digest image, String dimension) {
    return image + "|" + dimension;
  }

  static List<String> ids(Collection<Digest> images, String dimension) {
    return images.stream().map(image -> id(image, dimension)).toList();
  }

  static Document result(Digest image, ScanResult result, Instant finishedAt) {
    return new Document("_id", id(image, result.dimension()))
        .append("image", image.toString())
        .append("dimension", result.dimension())
        .append("status", result.status().name())
        .append("reasons", reasons(result.reasons()))
        .append("counts", counts(FindingCounts.of(result.findings())))
        .append("suppressed", FindingCounts.suppressed(result.findings()))
        .append("scannerVersion", result.scannerVersion())
        .append("rulesVersion", result.rulesVersion())
        .append("facts", BoundedText.document(result.facts(), MOST_VALUES, LONGEST_FACT))
        .append("finishedAt", Date.from(finishedAt))
        .append("current", true)
        .append("content", content(image, result));
  }

  static List<Document> findings(Digest image, ScanResult result) {
    return result.findings().stream().map(f -> finding(image, f)).toList();
  }

  static Document counts(Map<Severity, Integer> counts) {
    Document document = new Document();
    counts.forEach((severity, count) -> document.append(severity.name(), count));
    return document;
  }

  static String findingId(Digest image, Finding finding) {
    return id(image, finding.dimension()) + "|" + key(finding);
  }

  /** Two results of the same content have the same findings. */
  private static String content(Digest image, ScanResult result) {
    MessageDigest sha256 = sha256();
    sha256.update((result.scannerVersion() + "|" + result.rulesVersion()).getBytes(UTF_8));
    result.findings().stream()
        .map(finding -> findingId(image, finding) + finding.suppression())
        .sorted()
        .forEach(id -> sha256.update(id.getBytes(UTF_8)));
    return HexFormat.of().formatHex(sha256.digest(), 0, 16);
  }

  static List<Document> reasons(List<ScanReason> reasons) {
    return BoundedText.reasons(reasons, MOST_REASONS, LONGEST_REASON).stream()
        .map(r -> new Document("code", r.code()).append("message", r.message()))
        .toList();
  }

  @SuppressWarnings("EnumOrdinal") // The contract stores the rank so that an index can sort by it.
  static Document finding(Digest image, Finding finding) {
    Document document =
        new Document("_id", findingId(image, finding))
            .append("result", id(image, finding.dimension()))
            .append("image", image.toString())
            .append("dimension", finding.dimension())
            .append("id", BoundedText.cut(finding.id(), LONGEST_NAME))
            .append("names", FindingNames.of(finding))
            .append("severity", finding.severity().name())
            .append("severityRank", finding.severity().ordinal())
            .append("rank", FindingRank.of(finding))
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

  /**
   * The same finding has the same key however often it is stored; made of it before any cut. A flaw
   * of a package is the same one also when more is known of it by now, such as a mended version.
   */
  private static String key(Finding finding) {
    MessageDigest sha256 = sha256();
    String text = finding.id() + "\n" + finding.layer() + "\n" + finding.path() + "\n";
    sha256.update(text.getBytes(UTF_8));
    Map<String, String> details = finding.details();
    String what =
        details.containsKey("package")
            ? details.get("package") + "\n" + details.get("installedVersion")
            : details.toString();
    sha256.update(what.getBytes(UTF_8));
    return HexFormat.of().formatHex(sha256.digest(), 0, 16);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
