package io.mdis.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.export.ExportFormats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code mdis scan} with formats and files. */
class ReportOutputsTest {
  @TempDir static Path work;
  private static ScannedFolder folder;

  @BeforeAll
  static void makeDatabaseAndImage() throws Exception {
    folder = ScannedFolder.in(work);
  }

  static List<String> formats() {
    return ExportFormats.names();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyFormatIsWrittenToStandardOutputAlone(String format) {
    ScannedFolder.Outcome outcome = folder.runOnly("scan", "--format", format);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).contains("CVE-2019-14697");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void oneScanMakesSeveralFiles() throws Exception {
    Path sarif = work.resolve("a=b.sarif");
    Path bom = work.resolve("bom.json");
    ScannedFolder.Outcome outcome =
        folder.runOnly("scan", "-o", "sarif=" + sarif, "--output", "CycloneDX=" + bom);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).isEmpty();
    assertThat(new ObjectMapper().readTree(sarif.toFile()).path("version").asText())
        .isEqualTo("2.1.0");
    JsonNode component = new ObjectMapper().readTree(bom.toFile()).path("components").path(1);
    assertThat(component.path("purl").asText())
        .isEqualTo("pkg:apk/alpine/musl@1.1.22-r2?arch=x86_64&distro=alpine-3.10.2");
  }

  @Test
  void aFormatBesidesFilesGoesToStandardOutput() {
    Path csv = work.resolve("r.csv");
    ScannedFolder.Outcome outcome =
        folder.runOnly("scan", "--format", "table", "--output", "csv=" + csv);
    assertThat(outcome.out())
        .contains("what to do first:", "upgrade musl to 1.1.22-r3: 1 of 1 gone");
    assertThat(csv).exists();
  }

  @Test
  void aMistakeIsToldBeforeAnythingIsScanned() {
    assertThat(folder.runOnly("scan", "--format", "pdf"))
        .satisfies(one -> assertThat(one.exitCode()).isEqualTo(ExitCode.USAGE))
        .satisfies(
            one -> assertThat(one.err()).contains("no format \"pdf\"", "cyclonedx", "table"));
    assertThat(folder.runOnly("scan", "-o", "one", "-o", "two").exitCode())
        .isEqualTo(ExitCode.USAGE);
    ScannedFolder.Outcome nowhere = folder.runOnly("scan", "-o", "sarif=/no/such/folder/x");
    assertThat(nowhere.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(nowhere.err()).contains("/no/such/folder");
    assertThat(Files.exists(Path.of("one"))).isFalse();
  }
}
