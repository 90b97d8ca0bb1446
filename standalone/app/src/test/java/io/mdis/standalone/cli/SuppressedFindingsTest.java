package io.mdis.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.standalone.scan.LocalSuppressions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mdis scan} with files that suppress: a folder with a musl that has one flaw. */
class SuppressedFindingsTest {
  @TempDir static Path work;
  private static ScannedFolder folder;

  @BeforeAll
  static void makeDatabaseAndImage() throws Exception {
    folder = ScannedFolder.in(work);
  }

  private static ScannedFolder.Outcome scan(String... options) throws Exception {
    return folder.run("scan", options);
  }

  private static String file(String name, String text) throws Exception {
    return Files.writeString(work.resolve(name), text).toString();
  }

  @Test
  void whatIsIgnoredIsNotCountedButStillTold() throws Exception {
    String ignored = file("ignored", "cve-2019-14697 musl # no x87 here\n");
    assertThat(scan("--exit-code", "7").exitCode()).isEqualTo(7);
    ScannedFolder.Outcome table = scan("--exit-code", "7", "--ignore-file", ignored);
    assertThat(table.exitCode()).isZero();
    assertThat(table.out()).contains("0 findings, 1 suppressed").doesNotContain("CVE-2019-14697");
    assertThat(scan("--ignore-file", ignored, "--show-suppressed").out())
        .contains("suppressed:", "CVE-2019-14697", "musl", "no x87 here", ".mdisignore");

    JsonNode report = scan("--format", "json", "--ignore-file", ignored).json();
    assertThat(report.path("summary")).isEmpty();
    assertThat(report.path("suppressed").asInt()).isEqualTo(1);
    JsonNode finding = report.path("results").path(0).path("findings").path(0);
    assertThat(finding.path("id").asText()).isEqualTo("CVE-2019-14697");
    assertThat(finding.path("suppression").path("reason").asText()).isEqualTo("no x87 here");
    assertThat(finding.path("suppression").path("origin").asText()).isEqualTo(".mdisignore");
  }

  @Test
  void withoutFilesNothingIsSaidOfSuppression() throws Exception {
    JsonNode report = scan("--format", "json").json();
    assertThat(report.path("suppressed").asInt()).isZero();
    JsonNode finding = report.path("results").path(0).path("findings").path(0);
    assertThat(finding.has("suppression")).isFalse();
    assertThat(finding.has("note")).isFalse();
  }

  @Test
  void whatHasExpiredCountsAgainAndIsTold() throws Exception {
    String ignored = file("expired", "CVE-2019-14697 exp:2020-01-01\n");
    ScannedFolder.Outcome outcome = scan("--exit-code", "7", "--ignore-file", ignored);
    assertThat(outcome.exitCode()).isEqualTo(7);
    assertThat(outcome.err()).contains("CVE-2019-14697 has expired on 2020-01-02T00:00:00Z");
  }

  @Test
  void aWhitelistAndVexSuppressToo() throws Exception {
    String yaml =
        file(
            "mdis-whitelist.yaml",
            "- {vulnerability: CVE-2019-14697, purl: 'pkg:apk/alpine/musl', reason: only here,"
                + " expires: 2999-01-01, author: ann}");
    assertThat(scan("--exit-code", "--ignore-file", yaml, "--show-suppressed").out())
        .contains("0 findings, 1 suppressed", "ann", "2999-01-02T00:00:00Z");
    String vex = file("vex.json", vex("not_affected", "pkg:apk/alpine/musl@1.1.22-r2"));
    assertThat(scan("--exit-code", "7", "--vex", vex).exitCode()).isZero();
    String other = file("other.json", vex("not_affected", "pkg:apk/alpine/musl@1.1.22-r1"));
    assertThat(scan("--exit-code", "7", "--vex", other).exitCode()).isEqualTo(7);
    assertThat(scan("--exit-code", "7", "--vex", other, "--vex", vex).exitCode()).isZero();
  }

  @Test
  void whatIsOnlyInvestigatedIsNoted() throws Exception {
    String vex = file("note.json", vex("under_investigation", "pkg:apk/alpine/musl"));
    ScannedFolder.Outcome outcome = scan("--exit-code", "7", "--vex", vex);
    assertThat(outcome.exitCode()).isEqualTo(7);
    assertThat(outcome.out()).contains("1 finding", "CVE-2019-14697: under investigation (Vendor)");
  }

  private static String vex(String status, String purl) {
    return """
        {"@context":"https://openvex.dev/ns/v0.2.0","@id":"https://example.org/%s",
         "author":"Vendor","statements":[{"vulnerability":{"name":"CVE-2019-14697"},
         "products":[{"@id":"%s"}],"status":"%s"}]}
        """
        .formatted(status, purl, status);
  }

  @Test
  void aMistakeInAFileStopsTheScan() throws Exception {
    ScannedFolder.Outcome outcome = scan("--ignore-file", file("wrong", "# fine\nCVE-*\n"));
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("wrong:2: vulnerability: it is named exactly");
    assertThat(outcome.out()).isEmpty();
    assertThat(scan("--ignore-file", "/no/such/file").err()).contains("there is no file /no/such");
    assertThat(scan("--vex", file("no.json", "{}")).exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void theUsualFileOfTheFolderIsReadAndSaidToBe() throws Exception {
    Path empty = Files.createDirectories(work.resolve("folder"));
    List<String> said = new ArrayList<>();
    LocalSuppressions.read(empty, List.of(), List.of(), said::add);
    assertThat(said).isEmpty();
    Path usual = Files.writeString(empty.resolve(".mdisignore"), "CVE-2019-14697\n");
    LocalSuppressions.read(empty, List.of(), List.of(), said::add);
    assertThat(said).containsExactly("findings are suppressed by " + usual + ", 1 entry");
    said.clear();
    Path other = Files.writeString(empty.resolve("other"), "CVE-1\n");
    LocalSuppressions.read(empty, List.of(other), List.of(), said::add);
    assertThat(said).isEmpty();
  }
}
