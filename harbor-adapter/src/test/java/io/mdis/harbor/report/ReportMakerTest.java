package io.mdis.harbor.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.harbor.scan.HarborScan;
import io.mdis.harbor.scan.KnownImage;
import io.mdis.harbor.scan.ScanProgress;
import io.mdis.harbor.scan.StoredResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportMakerTest {
  private static final Digest IMAGE = Digest.sha256("a".repeat(64));
  private static final Digest DIFF_ID = Digest.sha256("d".repeat(64));
  private static final Digest LAYER = Digest.sha256("c".repeat(64));
  private static final Instant AT = Instant.parse("2026-11-01T09:00:00.987Z");
  private static final Map<String, String> DETAILS =
      Map.of(
          "package", "libssl1.1",
          "installedVersion", "1.1.1c-r0",
          "fixedVersion", "1.1.1d-r0",
          "status", "fixed",
          "cvssVector", "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:N/A:N",
          "cvssScore", "3.7",
          "cvssSource", "nvd",
          "cwe", "CWE-203 CWE-327",
          "purl", "pkg:apk/alpine/libssl1.1@1.1.1c-r0");

  private final KnownImage image = new KnownImage();
  private final ReportMaker maker = new ReportMaker(image, ScannerName.of("1.0"));

  @Test
  void tellsAFindingAsHarborReadsIt() {
    image.layers.put(DIFF_ID, LAYER);
    image.findings.add(finding("CVE-2019-1563", Severity.LOW, DETAILS));
    JsonNode report = json(ReportForm.SECURITY, ScanStatus.SUCCEEDED);
    assertThat(report.path("generated_at").asText()).isEqualTo("2026-11-01T09:00:00Z");
    assertThat(report.path("artifact").path("repository").asText()).isEqualTo("shop/api");
    assertThat(report.path("scanner").path("name").asText()).isEqualTo("MDIS");
    assertThat(report.path("severity").asText()).isEqualTo("Low");
    JsonNode item = report.path("vulnerabilities").get(0);
    assertThat(item.path("id").asText()).isEqualTo("CVE-2019-1563");
    assertThat(item.path("package").asText()).isEqualTo("libssl1.1");
    assertThat(item.path("version").asText()).isEqualTo("1.1.1c-r0");
    assertThat(item.path("fix_version").asText()).isEqualTo("1.1.1d-r0");
    assertThat(item.path("status").asText()).isEqualTo("fixed");
    assertThat(item.path("links").get(0).asText()).endsWith("/vuln/detail/CVE-2019-1563");
    assertThat(item.path("layer").toString())
        .isEqualTo("{\"digest\":\"" + LAYER + "\",\"diff_id\":\"" + DIFF_ID + "\"}");
    assertThat(item.path("preferred_cvss").path("score_v3").isNumber()).isTrue();
    assertThat(item.path("preferred_cvss").path("score_v3").asDouble()).isEqualTo(3.7);
    assertThat(item.path("preferred_cvss").has("score_v2")).isFalse();
    assertThat(item.path("cwe_ids").toString()).isEqualTo("[\"CWE-203\",\"CWE-327\"]");
    assertThat(item.path("vendor_attributes").path("CVSS").path("nvd").path("V3Score").asDouble())
        .isEqualTo(3.7);
    assertThat(item.path("vendor_attributes").path("purl").asText()).startsWith("pkg:apk/");
  }

  @Test
  void theFormOf10HasOnlyItsFields() {
    image.findings.add(finding("CVE-2019-1563", Severity.LOW, DETAILS));
    JsonNode item = json(ReportForm.HARBOR, ScanStatus.SUCCEEDED).path("vulnerabilities").get(0);
    assertThat(item.has("preferred_cvss")).isFalse();
    assertThat(item.has("vendor_attributes")).isFalse();
    assertThat(item.path("fix_version").asText()).isEqualTo("1.1.1d-r0");
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN, Unknown",
    "NEGLIGIBLE, Negligible",
    "LOW, Low",
    "MEDIUM, Medium",
    "HIGH, High",
    "CRITICAL, Critical"
  })
  void severitiesAreHarborsWords(Severity severity, String word) {
    image.findings.add(finding("CVE-1", severity, DETAILS));
    assertThat(json(ReportForm.SECURITY, ScanStatus.SUCCEEDED).path("severity").asText())
        .isEqualTo(word);
  }

  @Test
  void scoresOfOtherVersionsAreWhereTheyBelong() {
    image.findings.add(cvss("CVE-2", "AV:N/AC:L/Au:N/C:N/I:N/A:P", "5.0"));
    image.findings.add(cvss("CVE-4", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H", "9.3"));
    JsonNode items = json(ReportForm.SECURITY, ScanStatus.SUCCEEDED).path("vulnerabilities");
    assertThat(items.get(0).path("preferred_cvss").path("score_v2").asDouble()).isEqualTo(5.0);
    assertThat(items.get(0).path("preferred_cvss").has("score_v3")).isFalse();
    assertThat(items.get(1).path("preferred_cvss").has("score_v3")).isFalse();
    assertThat(items.get(1).path("vendor_attributes").path("CVSS").path("nvd").toString())
        .contains("\"V40Score\":9.3");
  }

  @Test
  void aCleanImageHasAnEmptyList() {
    JsonNode report = json(ReportForm.SECURITY, ScanStatus.SUCCEEDED);
    assertThat(report.path("vulnerabilities").isArray()).isTrue();
    assertThat(report.path("vulnerabilities")).isEmpty();
  }

  @Test
  void whatWasLeftOutIsAmongTheItems() {
    JsonNode items =
        json(
                ReportForm.SECURITY,
                ScanStatus.PARTIAL,
                new ScanReason("packages.malformed", "lib/apk/db/installed, line 7"),
                new ScanReason("packages.malformed", "lib/apk/db/installed, line 9"),
                new ScanReason("layer.foreign", "layer 2"))
            .path("vulnerabilities");
    assertThat(items).hasSize(2);
    assertThat(items.get(0).path("id").asText()).isEqualTo("MDIS-INCOMPLETE-PACKAGES.MALFORMED");
    assertThat(items.get(0).path("severity").asText()).isEqualTo("Unknown");
    assertThat(items.get(0).path("description").asText()).contains("line 7", "line 9");
  }

  @Test
  void aPackageInTwoPlacesIsToldOnce() {
    image.findings.add(finding("CVE-1", Severity.HIGH, DETAILS));
    image.findings.add(finding("CVE-1", Severity.HIGH, DETAILS));
    assertThat(json(ReportForm.SECURITY, ScanStatus.SUCCEEDED).path("vulnerabilities")).hasSize(1);
  }

  @Test
  void nothingReachesHarborThatItsDatabaseRefuses() {
    Map<String, String> details = new HashMap<>(DETAILS);
    details.put("package", "a\0b");
    image.findings.add(finding("X|1", Severity.HIGH, details));
    JsonNode item = json(ReportForm.SECURITY, ScanStatus.SUCCEEDED).path("vulnerabilities").get(0);
    assertThat(item.path("package").asText()).isEqualTo("ab");
    assertThat(item.path("links").toString()).doesNotContain("|");
  }

  private static Finding cvss(String id, String vector, String score) {
    Map<String, String> details = new HashMap<>(DETAILS);
    details.put("cvssVector", vector);
    details.put("cvssScore", score);
    return finding(id, Severity.HIGH, details);
  }

  private static Finding finding(String id, Severity severity, Map<String, String> details) {
    return new Finding(
        id, "vulnerability", severity, null, id + " in x", DIFF_ID, "lib/apk/db", details);
  }

  private JsonNode json(ReportForm form, ScanStatus status, ScanReason... reasons) {
    HarborScan scan =
        new HarborScan(
            "id", "h", "shop/api", null, IMAGE, AT, AT, Optional.empty(), Optional.empty());
    StoredResult result = new StoredResult("vulnerability", status, List.of(reasons), AT);
    return new ObjectMapper()
        .valueToTree(maker.make(new ScanProgress.Finished(scan, result), form));
  }
}
