package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mdis.contracts.Digest;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.ScriptedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Schemathesis sends what the published API description allows, and what it does not, to a running
 * server: nothing of it may make the server fail, and every answer must be as it is described.
 */
class ApiContractE2E {
  private static final int SECONDS = 420;

  /** Where {@code pip install --target DIRECTORY schemathesis} put it. */
  private static final String TOOL = System.getenv().getOrDefault("MDIS_SCHEMATHESIS", "");

  @TempDir Path work;

  @Test
  void everyAnswerIsAsDescribed() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of(TOOL, "bin/schemathesis")),
        "needs schemathesis: pip install --target DIRECTORY schemathesis, and MDIS_SCHEMATHESIS");
    CraftedImage image = CraftedImage.of(HostileImages.alpine());
    try (ScriptedRegistry registry = new ScriptedRegistry()) {
      image.publish(registry, "team/app", "1");
      List<String> options =
          List.of(
              "--data",
              work.resolve("data").toString(),
              "--db",
              Advisories.build(work).toString(),
              "--agent-port",
              "0",
              "--registry",
              registry.uri().toString());
      try (RunningServer server = RunningServer.start(work, 0, null, options)) {
        server.send("POST", "/images", "{\"reference\":\"" + registry.host() + "/team/app:1\"}");
        server.awaitResult(image.digest());
        Path description = work.resolve("openapi.json");
        Files.writeString(description, described(server, image.digest()).toString());
        Path log = work.resolve("schemathesis.log");
        ProcessBuilder builder =
            new ProcessBuilder(
                    Path.of(TOOL, "bin/schemathesis").toString(),
                    "run",
                    description.toString(),
                    "--url",
                    server.base(),
                    "--header",
                    "Authorization: Bearer " + server.token(),
                    "--checks",
                    "not_a_server_error,content_type_conformance,response_schema_conformance",
                    "--phases",
                    "examples,coverage,fuzzing",
                    "--max-examples",
                    "15",
                    "--seed",
                    "7",
                    "--no-color")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("PYTHONPATH", TOOL);
        Process tool = builder.directory(work.toFile()).start();
        try {
          boolean ended = tool.waitFor(SECONDS, TimeUnit.SECONDS);
          assertThat(ended).as("ends within %s s: %s", SECONDS, Files.readString(log)).isTrue();
        } finally {
          tool.destroyForcibly();
        }
        assertThat(tool.exitValue()).as(Files.readString(log)).isZero();
        assertThat(server.send("GET", "/q/health/live", null).statusCode()).isEqualTo(200);
      }
    }
  }

  /** The description, with an image that there is as the example of a digest. */
  private static JsonNode described(RunningServer server, Digest digest) throws IOException {
    JsonNode description =
        new ObjectMapper().readTree(server.send("GET", "/q/openapi?format=json", null).body());
    for (JsonNode parameter : description.findParents("in")) {
      if (parameter.path("name").asText().equals("digest")) {
        ((ObjectNode) parameter).put("example", digest.toString());
      }
    }
    return description;
  }
}
