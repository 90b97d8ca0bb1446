package io.mdis.harbor.store;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.harbor.scan.StoredResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/** Reads the documents of workers, in the form that {@link io.mdis.contracts.Collections} tells. */
final class StoredDocuments {
  private StoredDocuments() {}

  static StoredResult result(Document document) {
    List<ScanReason> reasons =
        document.getList("reasons", Document.class, List.of()).stream()
            .map(reason -> new ScanReason(reason.getString("code"), reason.getString("message")))
            .toList();
    return new StoredResult(
        document.getString("dimension"),
        ScanStatus.valueOf(document.getString("status")),
        reasons,
        document.getDate("finishedAt").toInstant());
  }

  /** Without its suppression. */
  static Finding finding(Document document) {
    String layer = document.getString("layer");
    return new Finding(
        document.getString("id"),
        document.getString("dimension"),
        Severity.valueOf(document.getString("severity")),
        document.getString("sourceSeverity"),
        document.getString("title"),
        layer == null ? null : Digest.parse(layer),
        document.getString("path"),
        details(document.get("details", Document.class)));
  }

  private static Map<String, String> details(Document document) {
    Map<String, String> details = new TreeMap<>();
    if (document != null) {
      document.forEach((name, value) -> details.put(name, String.valueOf(value)));
    }
    return details;
  }
}
