package io.mdis.harbor.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mdis.harbor.report.ReportForm;
import io.mdis.harbor.report.ScannerName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the adapter can do (scanner API 1.2, "ScannerAdapterMetadata").
 *
 * @param scanner who scans
 * @param capabilities one for each kind of report
 * @param properties texts alone: Harbor parses no other value
 */
record MetadataBody(
    ScannerName scanner, List<Capability> capabilities, Map<String, String> properties) {

  /**
   * One kind of report.
   *
   * @param type of it
   * @param consumes manifests that can be scanned
   * @param produces forms of the report; Harbor asks for every one that is listed
   */
  record Capability(
      String type,
      @JsonProperty("consumes_mime_types") List<String> consumes,
      @JsonProperty("produces_mime_types") List<String> produces) {}

  /** Of this scanner; since when it judges by what it knows, where that is known. */
  static MetadataBody of(ScannerName scanner, Optional<Instant> knowledgeSince) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("harbor.scanner-adapter/scanner-type", "os-package-vulnerability");
    // A robot's password, which MDIS trades for tokens of that repository as any client does.
    properties.put("harbor.scanner-adapter/registry-authorization-type", "Basic");
    knowledgeSince.ifPresent(
        since ->
            properties.put(
                "harbor.scanner-adapter/vulnerability-database-updated-at",
                since.truncatedTo(ChronoUnit.SECONDS).toString()));
    return new MetadataBody(
        scanner,
        List.of(
            new Capability(
                "vulnerability", MimeTypes.MANIFESTS, List.of(ReportForm.SECURITY.mimeType()))),
        properties);
  }
}
