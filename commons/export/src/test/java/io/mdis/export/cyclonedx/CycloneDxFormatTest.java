package io.mdis.export.cyclonedx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.export.Golden;
import io.mdis.export.Report;
import io.mdis.export.SampleReport;
import io.mdis.suppression.Suppression;
import io.mdis.suppression.vex.VexReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;

class CycloneDxFormatTest {
  private final CycloneDxFormat format = new CycloneDxFormat();

  @Test
  void fitsTheSchemaOfCycloneDx() throws Exception {
    assertThat(new JsonParser().validate(bytes(SampleReport.small()), Version.VERSION_16))
        .isEmpty();
  }

  @Test
  void isTheGoldenFile() throws Exception {
    Golden.check("report.cdx.json", Golden.written(format));
  }

  @Test
  void theLibraryReadsWhatWasWritten() throws Exception {
    Bom bom = new JsonParser().parse(bytes(SampleReport.small()));
    assertThat(bom.getComponents()).hasSize(7);
    assertThat(bom.getVulnerabilities()).hasSize(5);
    assertThat(bom.getMetadata().getComponent().getPurl())
        .isEqualTo(
            "pkg:oci/app@sha256%3A"
                + "c".repeat(64)
                + "?repository_url=registry.example%3A5000/team/app&tag=1.0");
  }

  @Test
  void everyVulnerabilityAffectsAComponentThatIsListed() throws Exception {
    JsonNode bom = json(SampleReport.small());
    List<String> refs = bom.path("components").findValuesAsText("bom-ref");
    assertThat(refs).doesNotHaveDuplicates();
    for (JsonNode vulnerability : bom.path("vulnerabilities")) {
      assertThat(vulnerability.path("affects")).isNotEmpty();
      assertThat(refs).containsAll(vulnerability.path("affects").findValuesAsText("ref"));
    }
  }

  @Test
  void whatWasSuppressedIsSuppressedAgainByTheDocument() throws Exception {
    var document = VexReader.read(bytes(SampleReport.small()), "report.cdx.json");
    assertThat(document.entries())
        .filteredOn(entry -> entry.status().suppresses())
        .extracting(Suppression::reason)
        .containsExactly(
            "x87 code is not in this build (ann@example.org, until 2027-01-01T00:00:00Z)");
  }

  @Test
  void withoutAListOfPackagesThoseThatFindingsNameAreListed() throws Exception {
    JsonNode bom = json(SampleReport.small().withComponents(List.of()));
    List<String> names = new ArrayList<>();
    bom.path("components").forEach(component -> names.add(component.path("name").asText()));
    assertThat(names).containsExactly("alpine", "libcrypto1.1", "libssl1.1", "musl", "busybox");
  }

  @Test
  void anUnreadImageIsNoCompleteListOfPackages() throws Exception {
    Report report = SampleReport.small();
    assertThat(json(report).path("compositions").isMissingNode()).isTrue();
    JsonNode unread = json(report.withResults(report.results().subList(1, 4)));
    assertThat(unread.path("compositions").path(0).path("aggregate").asText())
        .isEqualTo("incomplete");
  }

  private byte[] bytes(Report report) throws Exception {
    return Golden.written(format, report).getBytes(StandardCharsets.UTF_8);
  }

  private JsonNode json(Report report) throws Exception {
    return new ObjectMapper().readTree(bytes(report));
  }
}
