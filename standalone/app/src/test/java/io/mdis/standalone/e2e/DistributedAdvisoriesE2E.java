package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.fixtures.Commands;
import io.mdis.fixtures.DerivedImage;
import io.mdis.fixtures.RealRegistry;
import io.mdis.fixtures.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./mdis db push} and {@code pull} by way of a real registry, then scans with the result.
 */
class DistributedAdvisoriesE2E {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATED =
      """
      {"id":"PYSEC-1","modified":"2026-01-02T03:04:05Z","affected":[{
       "package":{"ecosystem":"PyPI","name":"p"},
       "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"2"}]}]}]}
      """;

  @TempDir static Path work;
  private static RealRegistry registry;
  private static Path database;
  private static TestKeys keys;

  @BeforeAll
  static void start() throws Exception {
    RealRegistry.assumeAvailable();
    Path dated = Files.createDirectories(work.resolve("advisories/osv")).resolve("one.json");
    Files.writeString(dated, DATED);
    database = Advisories.build(work);
    registry = RealRegistry.start();
    keys = TestKeys.make(work, "own", "secp384r1");
  }

  @AfterAll
  static void stop() throws IOException {
    if (registry != null) {
      registry.close();
    }
  }

  @Test
  void whatOneSignsAnotherScansWith() throws Exception {
    String reference = registry.reference("mdis/advisories", "1");
    Launcher.Outcome pushed = push(reference, "--key", keys.secret().toString());
    assertThat(pushed.exitCode()).as(pushed.err()).isZero();
    assertThat(pushed.out()).matches(reference + "@sha256:[0-9a-f]{64}\n");

    Path pulled = work.resolve("pulled/advisories.db");
    Launcher.Outcome outcome = pull(pulled, reference, "--trust-key", keys.open().toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("is now at", "signed by the trusted key");
    assertThat(pulled).hasSameBinaryContentAs(database);
    assertThat(pull(pulled, pushed.out().strip(), "--trust-key", keys.open().toString()).err())
        .contains("is already at");

    JsonNode info = JSON.readTree(mdis("db", "info", "--format", "json", "--db", pulled).out());
    assertThat(info.path("newest").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(reference + "@" + info.path("artifact").path("digest").asText())
        .isEqualTo(pushed.out().strip());
    assertThat(info.path("artifact").path("signer").asText()).matches("[0-9a-f]{64}");
    assertThat(info.path("sources")).hasSize(2);
    assertThat(mdis("db", "info", "--db", pulled).out())
        .contains("newest  2026-01-02T03:04:05Z", "from    " + registry.host(), "osv/*.json");

    Path image =
        DerivedImage.layered(
            List.of(HostileImages.alpineFiles().bytes()), work.resolve("image.tar"));
    JsonNode report = JSON.readTree(mdis("scan", "--db", pulled, "--format", "json", image).out());
    JsonNode result = report.path("results").path(0);
    assertThat(result.path("findings").path(0).path("id").asText()).isEqualTo("CVE-2019-14697");
    assertThat(result.path("facts").path("advisoryDatabase")).isEqualTo(info.path("version"));
    assertThat(result.path("facts").path("advisoryDatabaseNewest").asText())
        .isEqualTo("2026-01-02");
    assertThat(mdis("scan", "--db", pulled, image).out()).contains("advisories up to 2026-01-02");
  }

  @Test
  void whatNobodyTrustedSignedIsRefused() throws Exception {
    String reference = registry.reference("mdis/unsigned", "1");
    Launcher.Outcome pushed = push(reference);
    assertThat(pushed.exitCode()).as(pushed.err()).isZero();
    assertThat(pushed.err()).contains("NOT SIGNED");

    Path place = work.resolve("refused.db");
    Files.writeString(place, "what was there");
    Launcher.Outcome undecided = pull(place, reference);
    assertThat(undecided.exitCode()).isEqualTo(2);
    assertThat(undecided.err()).contains("--trust-key FILE", "--unsigned");

    Launcher.Outcome refused = pull(place, reference, "--trust-key", keys.open().toString());
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.err()).contains("artifact.untrusted", "it is not signed");
    assertThat(place).hasContent("what was there");

    Launcher.Outcome taken = pull(place, reference, "--unsigned");
    assertThat(taken.exitCode()).as(taken.err()).isZero();
    assertThat(taken.err()).contains("NOT CHECKED");
    assertThat(place).hasSameBinaryContentAs(database);
  }

  @Test
  void keysAreMadeByOpenssl() throws Exception {
    Commands.assumeAvailable("openssl");
    Path secret = work.resolve("openssl.key");
    Path open = work.resolve("openssl.pub");
    Commands.run(
        20, List.of("openssl", "genpkey", "-algorithm", "ed25519", "-out", secret.toString()));
    Commands.run(
        20,
        List.of("openssl", "pkey", "-in", secret.toString(), "-pubout", "-out", open.toString()));
    String reference = registry.reference("mdis/openssl", "1");
    Launcher.Outcome pushed = push(reference, "--key", secret.toString());
    assertThat(pushed.exitCode()).as(pushed.err()).isZero();
    Launcher.Outcome pulled =
        pull(work.resolve("openssl.db"), reference, "--trust-key", open.toString());
    assertThat(pulled.exitCode()).as(pulled.err()).isZero();
  }

  @Test
  void aServerPullsItsDatabase() throws Exception {
    String reference = registry.reference("mdis/served", "1");
    Launcher.Outcome pushed = push(reference, "--key", keys.secret().toString());
    assertThat(pushed.exitCode()).as(pushed.err()).isZero();
    List<String> options =
        List.of("--data", work.resolve("data").toString(), "--registry", registry.uri().toString());
    Map<String, String> environment =
        Map.of(
            "MDIS_VULNERABILITY_UPDATE_ARTIFACT",
            reference,
            "MDIS_VULNERABILITY_UPDATE_TRUST_KEYS",
            keys.open().toString());
    try (RunningServer server = RunningServer.start(work, 0, null, options, environment)) {
      JsonNode health =
          server.await(
              "/q/health/ready", answer -> !database(answer).path("newest").isMissingNode());
      assertThat(database(health).path("newest").asText()).isEqualTo("2026-01-02T03:04:05Z");
      assertThat(database(health).path("ageHours").asLong()).isPositive();
      assertThat(database(health).path("version").asText()).matches("[0-9a-f]{64}");
      assertThat(server.send("GET", "/q/metrics", null).body())
          .contains("mdis_advisory_database_age_seconds");
    }
    assertThat(work.resolve("data/advisories.db")).hasSameBinaryContentAs(database);
  }

  private static JsonNode database(JsonNode health) {
    for (JsonNode check : health.path("checks")) {
      if (check.path("name").asText().equals("advisory database")) {
        return check.path("data");
      }
    }
    return JSON.missingNode();
  }

  private static Launcher.Outcome push(String reference, String... more) throws Exception {
    return registry("push", reference, "--db", database, more);
  }

  private static Launcher.Outcome pull(Path place, String reference, String... more)
      throws Exception {
    return registry("pull", reference, "--output", place, more);
  }

  private static Launcher.Outcome registry(
      String command, String reference, String option, Path file, String... more) throws Exception {
    List<Object> arguments = new ArrayList<>(List.of("db", command, reference, option, file));
    arguments.addAll(List.of("--plain-http", registry.host()));
    arguments.addAll(List.of(more));
    return mdis(arguments.toArray());
  }

  private static Launcher.Outcome mdis(Object... arguments) throws Exception {
    return Launcher.run(
        work, List.of(arguments).stream().map(Object::toString).toArray(String[]::new));
  }
}
