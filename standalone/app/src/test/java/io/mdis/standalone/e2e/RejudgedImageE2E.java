package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.ScriptedRegistry;
import io.mdis.vulnerability.advisory.importer.AdvisoryDatabaseBuilder;
import io.mdis.vulnerability.advisory.importer.BuildListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another advisory database comes, and the registry that an image came from is gone. */
class RejudgedImageE2E {
  @TempDir Path work;

  @Test
  @SuppressWarnings("try") // The registry goes before the image is judged again.
  void anOldImageIsJudgedByTheNewDatabaseWithoutItsRegistry() throws Exception {
    CraftedImage image = CraftedImage.of(HostileImages.alpine());
    String findings = "/images/" + image.digest() + "/findings?dimension=vulnerability";
    Path database = work.resolve("advisories.db");
    build(database, "\"1.1.22-r3\":[\"CVE-2019-14697\"]");
    try (ScriptedRegistry registry = new ScriptedRegistry()) {
      image.publish(registry, "team/app", "1");
      List<String> options =
          List.of(
              "--data",
              work.resolve("data").toString(),
              "--db",
              database.toString(),
              "--registry",
              registry.uri().toString());
      try (RunningServer server = RunningServer.start(work, 0, null, options)) {
        String body = "{\"reference\":\"" + registry.host() + "/team/app:1\"}";
        assertThat(server.send("POST", "/images", body).statusCode()).isEqualTo(202);
        server.awaitResult(image.digest());
        assertThat(ids(server.get(findings))).containsExactly("CVE-2019-14697");
        registry.close();

        build(database, "\"1.1.22-r4\":[\"CVE-2020-1\"]");
        assertThat(server.send("POST", "/rejudgements", null).statusCode()).isEqualTo(202);
        server.await(findings, found -> ids(found).equals(List.of("CVE-2020-1")));
        JsonNode done =
            server
                .await(
                    "/rejudgements",
                    list -> list.path("rejudgements").path(0).path("state").asText().equals("DONE"))
                .path("rejudgements")
                .path(0);
        assertThat(done.path("changed").asInt()).as(done.toString()).isEqualTo(1);
        assertThat(done.path("whole").asBoolean()).as(done.toString()).isFalse();
        JsonNode having = server.get("/packages?type=apk&name=musl&below=1.1.23");
        assertThat(having.path("images").path(0).path("image").asText())
            .isEqualTo(image.digest().toString());
        assertThat(server.stop()).as("stops cleanly on SIGTERM").isIn(0, 143);
      }
    }
  }

  private static List<String> ids(JsonNode found) {
    return found.path("findings").valueStream().map(one -> one.path("id").asText()).toList();
  }

  private void build(Path database, String fixes) throws IOException {
    Path file = work.resolve("secdb/v3.10/main.json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"distroversion":"v3.10","packages":[{"pkg":{"name":"musl","secfixes":{%s}}}]}
        """
            .formatted(fixes));
    new AdvisoryDatabaseBuilder().build(work.resolve("secdb"), database, BuildListener.SILENT);
  }
}
