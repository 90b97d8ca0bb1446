package io.mdis.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mdis gate}: decisions and exit codes. */
class GateCommandTest {
  private static final String POLICY =
      """
      policies:
        - name: production
          environments: [prod-*]
          required: [vulnerability]
          rules:
            - id: fixable
              action: BLOCK
              reason: a version that mends it is there
              findings: {dimension: vulnerability, fixable: true}
        - name: team
          images: [registry.example/team/**]
          required: [vulnerability, secret]
        - name: elsewhere
          required: [vulnerability]
          rules:
            - {id: known, action: WARN, reason: it is known, findings: {dimension: vulnerability}}
      """;

  @TempDir static Path work;
  private static ScannedFolder folder;
  private static String policy;

  @BeforeAll
  static void makeDatabaseAndImage() throws Exception {
    folder = ScannedFolder.in(work);
    policy = Files.writeString(work.resolve("policy.yaml"), POLICY).toString();
  }

  private static ScannedFolder.Outcome gate(String... options) throws Exception {
    return folder.run("gate", options);
  }

  @Test
  void aDeniedImageExitsWithOneAndSaysWhatWouldHaveToChange() throws Exception {
    ScannedFolder.Outcome outcome = gate("--policy", policy, "--environment", "prod-eu");
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("BLOCK, denied by the policy production in prod-eu")
        .contains("BLOCK (fixable): ", "CVE-2019-14697 in musl: a version that mends it is there")
        .endsWith("what would have to change:\n  update musl to 1.1.22-r3\n");
  }

  @Test
  void aWarningIsNoDenial() throws Exception {
    ScannedFolder.Outcome outcome = gate("--policy", policy, "--format", "json");
    assertThat(outcome.exitCode()).isZero();
    JsonNode answer = outcome.json();
    assertThat(answer.path("schemaVersion").asInt()).isEqualTo(1);
    assertThat(answer.path("verdict").asText()).isEqualTo("WARN");
    assertThat(answer.path("denied").asBoolean(true)).isFalse();
    assertThat(answer.path("policy").asText()).isEqualTo("elsewhere");
    assertThat(answer.path("violations").path(0).path("finding").asText())
        .isEqualTo("CVE-2019-14697");
    assertThat(answer.path("digest").asText()).startsWith("sha256:");
  }

  @Test
  void aFileIsJudgedByTheNameThatItWillHave() throws Exception {
    ScannedFolder.Outcome outcome =
        gate("--policy", policy, "--as", "registry.example/team/app:1.0", "--format", "json");
    assertThat(outcome.json().path("policy").asText()).isEqualTo("team");
  }

  @Test
  void whatWasNotScannedIsNotWavedThrough() throws Exception {
    ScannedFolder.Outcome outcome =
        gate("--policy", policy, "--as", "registry.example/team/app:1.0");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out()).contains("UNSCANNED, denied", "secret has no result");
    assertThat(gate().exitCode()).as("the policy that comes with MDIS").isEqualTo(1);
  }

  @Test
  void whatIsSuppressedDoesNotCount() throws Exception {
    String ignored = Files.writeString(work.resolve("ignored"), "CVE-2019-14697\n").toString();
    ScannedFolder.Outcome outcome =
        gate("--policy", policy, "--environment", "prod-eu", "--ignore-file", ignored);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).contains("ALLOW by the policy production");
  }

  @Test
  void whereNothingCanBeDecidedTheExitCodeIsAnother() throws Exception {
    String junk = Files.writeString(work.resolve("junk.tar"), "no archive").toString();
    assertThat(MdisCommand.run("gate", "--no-update", "--policy", policy, junk))
        .isEqualTo(ExitCode.FAILED);
    ScannedFolder.Outcome missing = gate("--policy", "/no/such/policy.yaml");
    assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(missing.err()).contains("there is no policy file /no/such/policy.yaml");
    String wrong =
        Files.writeString(work.resolve("wrong.yaml"), "policies: [{rules: 1}]").toString();
    assertThat(gate("--policy", wrong).exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
