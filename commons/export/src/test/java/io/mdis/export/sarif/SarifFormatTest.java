package io.mdis.export.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SpecVersion;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.export.Golden;
import io.mdis.export.Report;
import io.mdis.export.SampleReport;
import io.mdis.export.Schemas;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SarifFormatTest {
  private final SarifFormat format = new SarifFormat();

  @Test
  void fitsTheSchemaOfOasis() throws Exception {
    Schemas.check(
        Golden.written(format),
        SarifFormat.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"),
        SpecVersion.VersionFlag.V7);
  }

  @Test
  void isTheGoldenFile() throws Exception {
    Golden.check("report.sarif", Golden.written(format));
  }

  @Test
  void everyResultHasARuleAPlaceAndAFingerprintOfItsOwn() throws Exception {
    JsonNode run = run(SampleReport.small());
    List<String> prints = new ArrayList<>();
    for (JsonNode result : run.path("results")) {
      JsonNode rule =
          run.path("tool").path("driver").path("rules").path(result.path("ruleIndex").asInt());
      assertThat(rule.path("id")).isEqualTo(result.path("ruleId"));
      assertThat(rule.path("help").path("text").asText()).isNotBlank();
      assertThat(rule.path("properties").path("security-severity").asText()).matches("\\d+\\.\\d");
      JsonNode place = result.path("locations").path(0).path("physicalLocation");
      assertThat(place.path("artifactLocation").path("uri").asText()).isNotBlank();
      prints.add(result.path("partialFingerprints").path("mdis/v1").asText());
    }
    assertThat(prints).hasSize(8).doesNotHaveDuplicates();
  }

  @Test
  void anotherBuildOfTheImageKeepsTheFingerprints() throws Exception {
    Report before = SampleReport.small();
    Digest other = Digest.sha256("0".repeat(64));
    Report after =
        before.withResults(
            before.results().stream()
                .map(
                    result ->
                        result.withFindings(
                            result.findings().stream().map(f -> f.at(other, f.path())).toList()))
                .toList());
    assertThat(prints(after)).isEqualTo(prints(before));
  }

  @Test
  void aScanThatFailedIsNoSuccessfulExecution() throws Exception {
    Report report = SampleReport.small();
    JsonNode invocation = run(report).path("invocations").path(0);
    assertThat(invocation.path("executionSuccessful").asBoolean(true)).isFalse();
    assertThat(invocation.path("toolExecutionNotifications").findValuesAsText("text"))
        .anyMatch(text -> text.contains("secret FAILED: layer 2 can't be read"));
    List<ScanResult> whole = List.of(report.results().getFirst());
    assertThat(
            run(report.withResults(whole))
                .path("invocations")
                .path(0)
                .path("executionSuccessful")
                .asBoolean())
        .isTrue();
  }

  @Test
  void gitHubShowsTheSeverityThatMdisShows() {
    // 9.8 is critical by CVSS, but this distribution says high.
    for (Finding finding : SampleReport.small().results().getFirst().findings()) {
      double told = Double.parseDouble(SecuritySeverity.of(finding));
      switch (finding.severity()) {
        case CRITICAL -> assertThat(told).isEqualTo(9.8);
        case HIGH -> assertThat(told).isBetween(7.0, 8.9);
        default -> assertThat(told).isBetween(4.0, 6.9);
      }
    }
  }

  @Test
  void textOfTheImageIsNoMarkdown() {
    assertThat(SarifText.markdown("[click](http://example.org) <b>"))
        .isEqualTo("\\[click\\]\\(http://example\\.org\\) \\<b\\>");
  }

  private List<String> prints(Report report) throws Exception {
    return run(report).path("results").findValuesAsText("mdis/v1");
  }

  private JsonNode run(Report report) throws Exception {
    return new ObjectMapper().readTree(Golden.written(format, report)).path("runs").path(0);
  }
}
