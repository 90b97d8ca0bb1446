package io.mdis.export.spdx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SpecVersion;
import io.mdis.export.Golden;
import io.mdis.export.SampleReport;
import io.mdis.export.Schemas;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpdxFormatTest {
  private final SpdxFormat format = new SpdxFormat();

  @Test
  void fitsTheSchemaOfSpdx() throws Exception {
    Schemas.check(
        Golden.written(format),
        SpdxFormat.class.getResourceAsStream("/resources/spdx-schema-v2.3.json"),
        SpecVersion.VersionFlag.V7);
  }

  @Test
  void isTheGoldenFile() throws Exception {
    Golden.check("report.spdx.json", Golden.written(format));
  }

  @Test
  void everyRelationshipIsOfElementsThatAreThere() throws Exception {
    JsonNode document = new ObjectMapper().readTree(Golden.written(format));
    Set<String> ids = new HashSet<>(document.findValuesAsText("SPDXID"));
    assertThat(ids).hasSize(8);
    for (JsonNode relationship : document.path("relationships")) {
      assertThat(ids)
          .contains(
              relationship.path("spdxElementId").asText(),
              relationship.path("relatedSpdxElement").asText());
    }
  }

  @Test
  void theDocumentSaysWhatFailed() throws Exception {
    assertThat(new ObjectMapper().readTree(Golden.written(format)).path("comment").asText())
        .contains(
            "vulnerability SUCCEEDED", "secret FAILED (layer 2 can't be read: pull it again)");
  }

  @Test
  void vulnerabilitiesAreAdvisoriesOfTheirPackages() throws Exception {
    JsonNode document = new ObjectMapper().readTree(Golden.written(format, SampleReport.small()));
    assertThat(document.findValuesAsText("referenceLocator"))
        .contains("https://nvd.nist.gov/vuln/detail/CVE-2019-1563");
    assertThat(document.findValuesAsText("comment"))
        .anyMatch(text -> text.endsWith("Suppressed: we live with it"));
  }
}
