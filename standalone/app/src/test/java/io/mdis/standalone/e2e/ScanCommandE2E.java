package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./mdis scan} as scripts use it: exit codes, JSON alone on standard output, tables. */
class ScanCommandE2E {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path work;
  private static Path database;

  @BeforeAll
  static void buildDatabase() throws Exception {
    assumeTrue(
        Files.isDirectory(Launcher.DATA.resolve("images")),
        "left out: no images and advisories at " + Launcher.DATA);
    database = Advisories.build(work, Launcher.DATA.resolve("advisories"));
  }

  private static Launcher.Outcome scan(String... more) throws Exception {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "scan";
    arguments[1] = "--db";
    arguments[2] = database.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return Launcher.run(work, arguments);
  }

  private static Path derived() throws Exception {
    return OlderPackages.read("alpine-310-old").image(work);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alpine-310-old",
        "alpine-310-ancient",
        "alpine-311-old",
        "alpine-311-mixed",
        "debian-9-old",
        "debian-11-old"
      })
  void anOlderImageHasExactlyTheExpectedVulnerabilities(String set) throws Exception {
    Path image = OlderPackages.read(set).image(work);
    Launcher.Outcome outcome = scan("--format", "json", image.toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    JsonNode report = JSON.readTree(outcome.out());
    JsonNode result = report.path("results").path(0);
    assertThat(result.path("status").asText()).isEqualTo("SUCCEEDED");
    assertThat(Expected.of(result.path("findings"))).isNotEmpty().isEqualTo(Expected.table(set));
  }

  @Test
  void anImageNewerThanItsAdvisoriesHasNone() throws Exception {
    for (String name : new String[] {"alpine-310", "alpine-311"}) {
      Launcher.Outcome outcome =
          scan("--format", "json", Launcher.DATA.resolve("images/" + name + ".tar.gz").toString());
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      JsonNode result = JSON.readTree(outcome.out()).path("results").path(0);
      assertThat(result.path("status").asText()).isEqualTo("SUCCEEDED");
      assertThat(result.path("findings")).isEmpty();
    }
  }

  @Test
  void anExitCodeIsGivenOnlyWhenAskedFor() throws Exception {
    assertThat(scan(derived().toString()).exitCode()).isZero();
    assertThat(scan("--exit-code", "1", derived().toString()).exitCode()).isEqualTo(1);
  }

  @Test
  void theTableNamesPackageAndVersions() throws Exception {
    Launcher.Outcome outcome = scan(derived().toString());
    assertThat(outcome.out()).contains("CVE-2019-14697", "musl", "1.1.22-r2", "1.1.22-r3");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void badInputIsNamedAndNeverClean() throws Exception {
    Path junk = Files.writeString(work.resolve("junk.tar"), "this is no archive");
    Launcher.Outcome outcome = scan("--format", "json", junk.toString());
    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("archive.malformed").contains("junk.tar");

    assertThat(scan("--dimensions", "astrology", derived().toString()).exitCode()).isEqualTo(2);
    assertThat(scan("--no-such-option").exitCode()).isEqualTo(2);
    assertThat(scan("/no/such/file.tar").exitCode()).isEqualTo(3);
  }

  @Test
  void aDistributionWithoutAdvisoriesIsNotClean() throws Exception {
    Path root = Files.createDirectories(work.resolve("unknown/etc"));
    Files.writeString(root.resolve("os-release"), "ID=plan9\nVERSION_ID=4\n");
    Launcher.Outcome outcome = scan("--format", "json", root.getParent().toString());
    assertThat(outcome.exitCode()).isEqualTo(3);
    JsonNode result = JSON.readTree(outcome.out()).path("results").path(0);
    assertThat(result.path("status").asText()).isEqualTo("SKIPPED");
    assertThat(result.path("reasons").path(0).path("message").asText()).contains("plan9");
  }
}
