package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.RealRegistry;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./mdis scan REFERENCE}: an image in a real registry, and what may be wrong with one. */
class ScanReferenceE2E {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final CraftedImage IMAGE = CraftedImage.of(HostileImages.alpine());

  @TempDir static Path work;
  private static RealRegistry registry;
  private static Path database;

  @BeforeAll
  static void start() throws Exception {
    RealRegistry.assumeAvailable();
    database = Advisories.build(work);
    registry = RealRegistry.start();
    IMAGE.push(registry, "team/app", "1");
  }

  @AfterAll
  static void stop() throws IOException {
    if (registry != null) {
      registry.close();
    }
  }

  private static Launcher.Outcome scan(String reference) throws Exception {
    return Launcher.run(
        work,
        "scan",
        "--db",
        database.toString(),
        "--plain-http",
        registry.host(),
        "--format",
        "json",
        reference);
  }

  @Test
  void byTagAndByDigest() throws Exception {
    for (String name : new String[] {":1", "@" + IMAGE.digest()}) {
      Launcher.Outcome outcome = scan(registry.host() + "/team/app" + name);
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      JsonNode result = JSON.readTree(outcome.out()).path("results").path(0);
      assertThat(result.path("status").asText()).isEqualTo("SUCCEEDED");
      assertThat(result.path("findings")).hasSize(1);
      assertThat(result.path("findings").path(0).path("id").asText()).isEqualTo("CVE-2019-14697");
    }
  }

  @Test
  void whatIsNotThereIsNamed() throws Exception {
    Launcher.Outcome outcome = scan(registry.host() + "/team/app:2");
    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("registry.not-found", "team/app");
  }

  @Test
  void whatIsNoReferenceIsNamed() throws Exception {
    Launcher.Outcome outcome = scan(registry.host() + "/Team/App:1");
    assertThat(outcome.exitCode()).isIn(2, 3);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("/Team/App:1");
  }

  @Test
  void aRegistryThatIsAwayIsNamed() throws Exception {
    Launcher.Outcome outcome =
        Launcher.run(
            work,
            "scan",
            "--db",
            database.toString(),
            "--plain-http",
            "127.0.0.1:1",
            "127.0.0.1:1/team/app:1");
    assertThat(outcome.exitCode()).isEqualTo(3);
    assertThat(outcome.err()).contains("registry.unavailable", "127.0.0.1:1");
  }
}
