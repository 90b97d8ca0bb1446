package io.mdis.export.cyclonedx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.export.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CycloneDX's library for Python reads the document, checks its references and writes it again. */
class OtherLibraryIT {
  private static final String AGAIN =
      """
      import json, sys
      from cyclonedx.model.bom import Bom
      from cyclonedx.output.json import JsonV1Dot6
      bom = Bom.from_json(json.load(open(sys.argv[1])))
      bom.validate()
      print(JsonV1Dot6(bom).output_as_string())
      """;

  @TempDir Path work;

  @Test
  void anotherLibraryKeepsEveryComponentAndVulnerability() throws Exception {
    assumeTrue(
        python("-c", "import cyclonedx") == 0,
        "left out: the Python package cyclonedx-python-lib is not installed");
    String written = Golden.written(new CycloneDxFormat());
    Path file = Files.writeString(work.resolve("bom.json"), written);
    assertThat(python("-c", AGAIN, file.toString())).isZero();
    JsonNode before = new ObjectMapper().readTree(written);
    JsonNode after = new ObjectMapper().readTree(Files.readString(work.resolve("out")));
    assertThat(after.path("components")).hasSameSizeAs(before.path("components"));
    assertThat(after.path("vulnerabilities")).hasSameSizeAs(before.path("vulnerabilities"));
    assertThat(after.path("serialNumber")).isEqualTo(before.path("serialNumber"));
    assertThat(after.findValuesAsText("state"))
        .containsExactlyInAnyOrderElementsOf(before.findValuesAsText("state"));
  }

  private int python(String... arguments) throws InterruptedException {
    try {
      String[] command = new String[arguments.length + 1];
      command[0] = "python3";
      System.arraycopy(arguments, 0, command, 1, arguments.length);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(work.resolve("out").toFile())
              .redirectError(work.resolve("err").toFile());
      // Where pip install --target put it, when it isn't installed for everybody.
      String folder = System.getenv("MDIS_CYCLONEDX");
      if (folder != null) {
        builder.environment().put("PYTHONPATH", folder);
      }
      Process process = builder.start();
      return process.waitFor(60, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (IOException e) {
      return -1;
    }
  }
}
