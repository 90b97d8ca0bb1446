package io.mdis.suppression.vex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.mdis.suppression.Origin;
import io.mdis.suppression.Suppression;
import io.mdis.suppression.SuppressionStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VexReaderTest {
  private static VexDocument file(String name) throws IOException {
    try (InputStream in = VexReaderTest.class.getResourceAsStream("/vex/" + name)) {
      return VexReader.read(in.readAllBytes(), name);
    }
  }

  private static VexDocument read(String json) throws IOException {
    return VexReader.read(json.getBytes(StandardCharsets.UTF_8), "test.json");
  }

  private static List<Tuple> said(VexDocument document) {
    return document.entries().stream()
        .map(
            entry ->
                tuple(
                    entry.scope().vulnerability(),
                    entry.status().label(),
                    entry.scope().purl(),
                    entry.scope().image()))
        .toList();
  }

  @Test
  void readsOpenVex() throws IOException {
    VexDocument document = file("openvex.json");
    assertThat(document.id()).isEqualTo("https://example.org/vex/1");
    assertThat(said(document))
        .containsExactly(
            tuple("CVE-2021-1111", "not_affected", "pkg:apk/alpine/openssl@1.1.1a-r0", null),
            tuple(
                "CVE-2021-2222",
                "fixed",
                "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1",
                "registry.test/team/app"
                    + "@sha256:124c7d2707904eea7431fffe91522a01e5a861a624ee31d03372cc1d138a3126"),
            tuple("CVE-2021-3333", "under_investigation", null, "docker.io/library/nginx:1.21"),
            tuple("CVE-2021-4444", "affected", "pkg:npm/left-pad", null),
            tuple("CVE-2021-5555", "not_affected", "pkg:npm/left-pad", null));
    Suppression first = document.entries().getFirst();
    assertThat(first.scope().names()).containsExactly("CVE-2021-1111", "GHSA-aaaa-bbbb-cccc");
    assertThat(first.reason()).isEqualTo("No TLS is spoken.");
    assertThat(first.justification()).isEqualTo("vulnerable_code_not_in_execute_path");
    assertThat(first.author()).isEqualTo("Example Security");
    assertThat(first.createdAt()).isEqualTo("2026-11-01T10:00:00Z");
    assertThat(first.origin()).isEqualTo(Origin.VEX);
    assertThat(first.source()).isEqualTo("https://example.org/vex/1");
    assertThat(document.entries().getLast().createdAt()).isEqualTo("2026-11-03T10:00:00Z");
    assertThat(document.skipped()).isEqualTo(5);
    assertThat(document.skipReasons())
        .anyMatch(why -> why.startsWith("CVE-2021-6666: \"fixed\" names no version"))
        .anyMatch(why -> why.startsWith("CVE-2021-7777: the product has no purl"))
        .anyMatch(why -> why.startsWith("CVE-2021-8888: ") && why.contains("in an image"))
        .anyMatch(why -> why.startsWith("CVE-2021-9999: OpenVEX has no status \"fine\""));
  }

  @Test
  void readsCsaf() throws IOException {
    VexDocument document = file("csaf.json");
    assertThat(document.id()).isEqualTo("https://example.org EX-2026-1");
    assertThat(said(document))
        .containsExactlyInAnyOrder(
            tuple("CVE-2026-1", "not_affected", "pkg:rpm/almalinux/liba@1-1.el8", null),
            tuple("CVE-2026-1", "not_affected", "pkg:rpm/almalinux/libb", null),
            tuple("CVE-2026-1", "fixed", "pkg:rpm/almalinux/libb", "registry.test/team/app:1.2"),
            tuple("CVE-2026-1", "under_investigation", null, "registry.test/team/app:1.2"));
    Suppression ofA =
        document.entries().stream()
            .filter(entry -> "pkg:rpm/almalinux/liba@1-1.el8".equals(entry.scope().purl()))
            .findFirst()
            .orElseThrow();
    assertThat(ofA.scope().aliases()).containsExactly("EX-1");
    assertThat(ofA.reason()).isEqualTo("Not built in.");
    assertThat(ofA.justification()).isEqualTo("component_not_present");
    assertThat(document.skipReasons())
        .anyMatch(
            why ->
                why.equals("CVE-2026-1: OS8:B is part of a product that is no image with a purl"))
        .anyMatch(why -> why.equals("CVE-2026-1: NOWHERE is not in the product tree"))
        .anyMatch(why -> why.startsWith("CVE-2026-2: \"fixed\" names no version"))
        .anyMatch(why -> why.contains("neither a CVE number nor an id"));
    assertThat(document.skipped()).isEqualTo(4);
  }

  @Test
  void readsCycloneDx() throws IOException {
    VexDocument document = file("cyclonedx.json");
    assertThat(said(document))
        .containsExactly(
            tuple("CVE-2026-1", "not_affected", "pkg:npm/b@2.0.0", null),
            tuple("CVE-2026-2", "fixed", "pkg:npm/a@1.0.0", null),
            tuple("CVE-2026-3", "not_affected", null, "registry.test/team/app"),
            tuple("CVE-2026-4", "under_investigation", "pkg:npm/%40s/c@1+2", null),
            tuple("CVE-2026-5", "affected", "pkg:npm/a@1.0.0", null),
            tuple("CVE-2026-6", "affected", "pkg:npm/a@1.0.0", null),
            tuple("CVE-2026-6", "not_affected", "pkg:npm/a@1.0.1", null));
    assertThat(document.entries().getFirst().reason()).isEqualTo("Never called.");
    assertThat(document.entries().getFirst().scope().aliases()).containsExactly("GHSA-xxxx");
    assertThat(document.author()).isEqualTo("Ann");
    assertThat(document.skipped()).isEqualTo(3);
  }

  @Test
  void aDocumentReadAgainHasTheSameIds() throws IOException {
    assertThat(file("openvex.json").entries()).isEqualTo(file("openvex.json").entries());
  }

  @Test
  void ofContradictingStatementsTheOneThatSuppressesLessHolds() throws IOException {
    String contradicting =
        """
        {"document":{"category":"csaf_vex"},"product_tree":{"full_product_names":[
         {"product_id":"A","product_identification_helper":{"purl":"pkg:npm/a@1"}}]},
         "vulnerabilities":[{"cve":"CVE-1","product_status":
          {"known_affected":["A"],"fixed":["A"],"known_not_affected":["A"]}}]}
        """;
    assertThat(read(contradicting).entries())
        .extracting(Suppression::status)
        .containsExactly(SuppressionStatus.AFFECTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          pkg:oci/app | **/app
          pkg:oci/app?repository_url=index.docker.io/library/app | docker.io/library/app
          pkg:oci/app?repository_url=https://r.test/x/&tag=1 | r.test/x/app:1
          pkg:oci/app?repository_url=r.test/* | -
          pkg:oci/app?arch=arm64 | -
          pkg:docker/team/app | docker.io/team/app
          pkg:docker/app@1?repository_url=r.test:5000 | r.test:5000/app:1
          pkg:docker/app@sha256:00 | docker.io/library/app@sha256:00
          """)
  void knowsAnImageByItsPurl(String purl, String pattern) {
    assertThat(VexProduct.of(purl).map(VexProduct::image).orElse(null)).isEqualTo(pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{}",
        "{\"document\":{\"category\":\"csaf_security_advisory\"}}",
        "{\"@context\":\"https://openvex.dev/ns\",\"@context\":\"https://openvex.dev/ns\"}",
        "{\"bomFormat\":\"CycloneDX\"} {}",
        "{\"bomFormat\":\"CycloneDX\"",
      })
  void refusesWhatIsNoVex(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(VexException.class)
        .hasMessageStartingWith("test.json: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"@context\":\"https://openvex.dev/ns\",\"statements\":7}",
        "{\"@context\":\"https://openvex.dev/ns\",\"statements\":[7,null,[],{\"products\":{}}]}",
        "{\"document\":{\"category\":\"csaf_vex\"},\"product_tree\":[1],\"vulnerabilities\":{\"a\":1}}",
        "{\"document\":{\"category\":\"csaf_vex\"},\"vulnerabilities\":[{\"cve\":\"CVE-1\",\"product_status\":{\"fixed\":[7,{}]}}]}",
        "{\"bomFormat\":\"CycloneDX\",\"components\":\"x\",\"vulnerabilities\":[{\"id\":7,\"analysis\":[]}]}",
        "{\"bomFormat\":\"CycloneDX\",\"vulnerabilities\":[{\"id\":\"C\",\"analysis\":{\"state\":\"resolved\"},\"affects\":[{\"ref\":\"urn:cdx:%zz\"}]}]}"
      })
  void whatHasAnotherFormSuppressesNothing(String json) throws IOException {
    assertThat(read(json).entries()).isEmpty();
  }

  @Test
  void isBoundedInSizeDepthAndStatements() {
    assertThatThrownBy(() -> read(" ".repeat(9 << 20))).hasMessageContaining("at most");
    String deep = "{\"branches\":[".repeat(5_000);
    assertThatThrownBy(
            () -> read("{\"document\":{\"category\":\"csaf_vex\"},\"product_tree\":" + deep))
        .hasMessageContaining("depth");
    assertThatThrownBy(() -> read(statements(30, "\"pkg:npm/a-%d-%d\"")))
        .hasMessageContaining("more than 20000 statements");
    assertThatThrownBy(() -> read(statements(300, "7")))
        .hasMessageContaining("more than 200000 parts");
  }

  private static String statements(int thousands, String product) {
    StringBuilder json = new StringBuilder("{\"@context\":\"https://openvex.dev/ns\",");
    json.append("\"statements\":[");
    for (int i = 0; i < thousands; i++) {
      json.append(i == 0 ? "" : ",");
      json.append("{\"vulnerability\":\"CVE-1\",\"status\":\"affected\",\"products\":[");
      for (int j = 0; j < 1_000; j++) {
        json.append(j == 0 ? "" : ",").append(product.formatted(i, j));
      }
      json.append("]}");
    }
    return json.append("]}").toString();
  }

  /** Two ids of hundreds of purls each, related: what is small to write must not be much work. */
  @Test
  void relationsOfManyPurlsAreBounded() {
    StringBuilder purls = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      purls.append(i == 0 ? "" : ",").append("\"pkg:npm/p").append(i).append("\"");
    }
    String images = purls.toString().replace("pkg:npm/", "pkg:docker/");
    String related =
        """
        {"document":{"category":"csaf_vex"},"product_tree":{"full_product_names":[
         {"product_id":"A","product_identification_helper":{"purls":[%s]}},
         {"product_id":"B","product_identification_helper":{"purls":[%s]}}],
         "relationships":[{"product_reference":"A","relates_to_product_reference":"B",
          "full_product_name":{"product_id":"AB"}}]},
         "vulnerabilities":[{"cve":"CVE-1","product_status":{"known_not_affected":["AB"]}}]}
        """
            .formatted(purls, images);
    assertThatThrownBy(() -> read(related)).hasMessageContaining("statements");
  }
}
