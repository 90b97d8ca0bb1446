package io.mdis.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesCommandTest {
  private static final String SHA_256 =
      "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";

  @TempDir Path work;

  @Test
  void importsAListAndTellsOfIt() throws IOException {
    Path list = Files.writeString(work.resolve("list.csv"), SHA_256 + ",eicar\nnot-a-hash,x\n");
    Path library = work.resolve("samples.db");
    assertThat(run("import", "--samples", library.toString(), list.toString()).exitCode()).isZero();
    Outcome told = run("info", "--samples", library.toString(), "--format", "json");
    JsonNode info = new ObjectMapper().readTree(told.out());
    assertThat(info.path("samples").asInt()).isEqualTo(1);
    assertThat(info.path("sources").path(0).path("name").asText()).isEqualTo("list.csv");
    assertThat(info.path("sources").path(0).path("rejected").asInt()).isEqualTo(1);
    assertThat(run("info", "--samples", library.toString()).out()).contains("1 of 1 families");
  }

  @Test
  void saysWhatIsNotThere() {
    assertThat(run("info", "--samples", work.resolve("none.db").toString()).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("import", work.resolve("none.csv").toString()).exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(run().exitCode()).isEqualTo(ExitCode.USAGE);
  }

  private record Outcome(int exitCode, String out) {}

  private static Outcome run(String... arguments) {
    String[] line = new String[arguments.length + 1];
    line[0] = "samples";
    System.arraycopy(arguments, 0, line, 1, arguments.length);
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      return new Outcome(MdisCommand.run(line), out.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }
}
