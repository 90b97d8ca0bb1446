package io.mdis.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mdis compare}: what an upgrade fixed. */
class CompareCommandTest {
  @TempDir static Path work;
  private static ScannedFolder folder;
  private static Path mended;

  @BeforeAll
  static void makeTwoImages() throws Exception {
    folder = ScannedFolder.in(work);
    mended = image("mended", "ID=alpine\nVERSION_ID=3.10.2\n", "1.1.22-r3");
  }

  private static Path image(String name, String release, String musl) throws Exception {
    Path root = work.resolve(name);
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/os-release"), release);
    Files.createDirectories(root.resolve("lib/apk/db"));
    Files.writeString(
        root.resolve("lib/apk/db/installed"), "P:musl\nV:" + musl + "\nA:x86_64\no:musl\n\n");
    return root;
  }

  @Test
  void anUpgradeFixes() throws Exception {
    ScannedFolder.Outcome outcome =
        folder.runOn(List.of(folder.root(), mended), "compare", "--exit-code", "9");
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("vulnerability: 0 new, 1 fixed, 0 unchanged")
        .contains("fixed ", "CVE-2019-14697 in musl 1.1.22-r2");
  }

  @Test
  void aStepBackIsTold() throws Exception {
    ScannedFolder.Outcome outcome =
        folder.runOn(
            List.of(mended, folder.root()), "compare", "--exit-code", "9", "--format", "json");
    assertThat(outcome.exitCode()).isEqualTo(9);
    JsonNode answer = outcome.json();
    assertThat(answer.path("changes").path(0).path("kind").asText()).isEqualTo("NEW");
    assertThat(answer.path("dimensions").path(0).path("added").asInt()).isEqualTo(1);
  }

  @Test
  void whatCanNotBeJudgedFixesNothing() throws Exception {
    Path unknown = image("unknown", "ID=plan9\nVERSION_ID=4\n", "1");
    ScannedFolder.Outcome outcome = folder.runOn(List.of(folder.root(), unknown), "compare");
    assertThat(outcome.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.out()).contains("vulnerability: NOT COMPARED, SUCCEEDED -> SKIPPED");
  }
}
