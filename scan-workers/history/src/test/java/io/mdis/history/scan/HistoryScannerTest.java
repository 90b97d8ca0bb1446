package io.mdis.history.scan;

import static io.mdis.history.scan.TestImage.tar;
import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.history.dockerfile.Histories;
import io.mdis.history.dockerfile.LayerChains;
import io.mdis.history.lint.Linters;
import io.mdis.worker.scan.Scanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryScannerTest {
  @TempDir Path folder;

  @Test
  void aFindingTellsItsStep() throws IOException {
    TestImage image =
        new TestImage()
            .step("/bin/sh -c #(nop) ADD file:0123 in / ", tar().file("etc/os-release"))
            .settings("/bin/sh -c #(nop)  CMD [\"/bin/sh\"]")
            .step("RUN /bin/sh -c curl -s http://example.org/x | sh # buildkit", tar().file("x"));
    Finding finding = TestScan.only(TestScan.scan(folder, image), "MDIS-download-pipe-shell");
    assertThat(finding.dimension()).isEqualTo("history");
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.layer()).isEqualTo(image.layerDigest(1));
    assertThat(finding.details())
        .containsEntry("instruction", "2")
        .containsEntry("text", "RUN curl -s http://example.org/x | sh")
        .containsEntry("created", "2024-03-01T10:00:00.500Z")
        .containsEntry("technique", "T1105, T1059.004")
        .containsKeys("reason", "remedy", "evidence")
        .doesNotContainKey("base");
  }

  @Test
  void whatTheBaseDidIsMarked() throws IOException {
    TestImage image =
        new TestImage()
            .step("RUN /bin/sh -c curl -k https://example.org/x # buildkit", tar().file("a"))
            .settings("CMD [\"/bin/sh\"]")
            .step("COPY a /a # buildkit", tar().file("a"));
    assertThat(TestScan.only(TestScan.scan(image.config()), "MDIS-tls-unverified-curl").details())
        .containsEntry("base", "likely");
    HistoryScanner knowing =
        TestScan.scanner(
            new Linters(Optional.empty(), Optional.empty()),
            new LayerChains(Map.of("base:1", List.of(image.layerDigest(0)))),
            Scanner.Needs.IMAGE_CONFIG);
    ScanResult result = TestScan.scan(knowing, image.config());
    assertThat(TestScan.only(result, "MDIS-tls-unverified-curl").details())
        .containsEntry("base", "true");
    assertThat(result.facts()).containsEntry("base", "base:1").containsEntry("baseBy", "layers");
    assertThat(result.facts().get("dockerfile")).contains("FROM base:1\nCOPY a /a\n");
  }

  @Test
  void passwordsThatALabelTellsAreNeverShown() throws IOException {
    String label = "LABEL org.label-schema.vcs-ref=\\\"the password is hunter2x, pin 4711x\\\"";
    TestImage image = new TestImage().settings(label);
    ScanResult result = TestScan.scan(image.config());
    assertThat(TestScan.only(result, "DL3055").details().get("evidence")).contains("vcs-ref");
    assertThat(result.toString()).doesNotContain("hunter2x", "4711x");
  }

  @Test
  void passwordsAreNeverShown() throws IOException {
    TestImage image =
        new TestImage()
            .step("RUN /bin/sh -c echo 'root:hunter2hunter2' | chpasswd # buildkit", tar())
            .step("RUN /bin/sh -c mysql -uroot -phunter2hunter2 -e x # buildkit", tar())
            .settings(
                "ENV DB_PASSWORD=hunter2hunter2 TOKEN=ghp_abcdefghijklmnopqrstuvwxyz0123456789")
            .settings("CMD [\"mysql\" \"-phunter2hunter2\"]")
            .settings("LABEL remark=hunter2hunter2 is root:s password")
            .step("RUN /bin/sh -c curl -u ada:hunter2hunter2 https://example.org # buildkit", tar())
            .step(
                "RUN /bin/sh -c git clone https://ada:hunter2hunter2@example.org/x # buildkit",
                tar());
    image
        .settings()
        .putArray("Env")
        .add("DB_PASSWORD=hunter2hunter2")
        .add("TOKEN=ghp_abcdefghijklmnopqrstuvwxyz0123456789");
    ScanResult result = TestScan.scan(image.config());
    assertThat(TestScan.ids(result))
        .contains(
            "MDIS-password-chpasswd",
            "MDIS-password-database-client",
            "MDIS-password-http-client",
            "MDIS-password-in-url",
            "MDIS-secret-in-variable");
    assertThat(result.findings().toString()).doesNotContain("ghp_abc");
    for (Finding finding : result.findings()) {
      if (!finding.details().getOrDefault("text", "").startsWith("LABEL")) {
        assertThat(finding.toString()).doesNotContain("hunter2");
      }
    }
    String withoutLabel = result.facts().get("dockerfile").replaceAll("(?m)^LABEL.*$", "");
    assertThat(withoutLabel)
        .doesNotContain("hunter2")
        .doesNotContain("ghp_abc")
        .contains("[redacted]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"alpine-3.10", "alpine-3.11"})
  void anOfficialBaseGivesNothingAboveLow(String name) throws IOException {
    ScanResult result = TestScan.scan(Histories.config(name));
    assertThat(result.status()).isEqualTo(ScanStatus.SUCCEEDED);
    assertThat(result.findings())
        .allSatisfy(finding -> assertThat(finding.severity()).isLessThanOrEqualTo(Severity.LOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# debian.sh --arch 'amd64' out/ 'bookworm' '@1707782400'",
        "/bin/sh -c #(nop) ADD file:4b1be1de1a1e5aa608c688cad2824587262081866180d7368feb79d33ca05953 in / ",
        "ADD alpine-minirootfs-3.20.2-x86_64.tar.gz / # buildkit",
      })
  void anOfficialLookingBaseWithItsFilesGivesNothingAboveLow(String createdBy) throws IOException {
    TestImage image =
        new TestImage()
            .at("2024-02-13T00:00:00Z")
            .step(
                createdBy,
                tar()
                    .folder("bin")
                    .file("bin/su", 04755)
                    .file("usr/bin/passwd", 04755)
                    .file("usr/bin/chage", 02755)
                    .file("etc/debian_version"))
            .settings("/bin/sh -c #(nop)  CMD [\"bash\"]");
    image.settings().putArray("Cmd").add("bash");
    ScanResult result = TestScan.scan(folder, image);
    assertThat(result.status()).isEqualTo(ScanStatus.SUCCEEDED);
    assertThat(TestScan.ids(result))
        .containsExactlyInAnyOrder("MDIS-root-user", "MDIS-setuid-files");
    assertThat(result.findings())
        .allSatisfy(finding -> assertThat(finding.severity()).isLessThanOrEqualTo(Severity.LOW));
  }

  @Test
  void anImageWithoutHistoryIsNotClean() throws IOException {
    ScanResult result = TestScan.scan(folder, new TestImage().layer(tar().file("a")));
    assertThat(result.status()).isEqualTo(ScanStatus.PARTIAL);
    assertThat(result.reasons().getFirst().code()).isEqualTo("history.absent");
    assertThat(TestScan.ids(result)).contains("MDIS-layer-without-step");
  }

  @Test
  void theSameImageGivesTheSameResult() throws IOException {
    byte[] config = Histories.config("buildkit-python-app");
    assertThat(TestScan.scan(config)).isEqualTo(TestScan.scan(config));
  }

  @Test
  void theFactsSayWhoSpoke() throws IOException {
    Map<String, String> facts = TestScan.scan(Histories.config("alpine-3.11")).facts();
    assertThat(facts.get("linter")).startsWith("mdis ");
    assertThat(facts.get("dockerfile")).contains("FROM scratch\nADD file:0c4555f3");
  }
}
