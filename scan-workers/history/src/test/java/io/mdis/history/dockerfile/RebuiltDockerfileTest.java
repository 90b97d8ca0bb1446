package io.mdis.history.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Digest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RebuiltDockerfileTest {

  static List<String> histories() throws IOException {
    return Histories.names();
  }

  @ParameterizedTest
  @MethodSource("histories")
  void isTheGoldenFile(String name) throws IOException {
    RebuiltDockerfile file = Histories.rebuilt(name);
    String text = DockerfileText.forPeople(file, Instruction::text, 1 << 20).text();
    GoldenFile.check(Histories.golden(name, ".Dockerfile"), text + layers(file));
  }

  @ParameterizedTest
  @MethodSource("histories")
  void everyLayerHasItsInstruction(String name) throws IOException {
    RebuiltDockerfile file = Histories.rebuilt(name);
    assertThat(file.assignment().withoutEntry()).isEmpty();
    assertThat(file.assignment().withoutLayer()).isEmpty();
    assertThat(file.instructions().stream().map(Instruction::layer).filter(l -> l != null))
        .containsExactlyElementsOf(file.history().layers());
  }

  @Test
  void aBaseIsRecognisedByItsLayers() throws IOException {
    ImageHistory history = HistoryReader.read(Histories.config("buildkit-upon-buildkit"));
    KnownBases known =
        new LayerChains(
            Map.of(
                "alpine:3.20", history.layers().subList(0, 1),
                "node:20-alpine", history.layers().subList(0, 3),
                "the image itself", history.layers(),
                "another", List.of(Digest.parse("sha256:" + "1".repeat(64)))));
    Base base = RebuiltDockerfile.of(history, known).base();
    assertThat(base.name()).contains("node:20-alpine");
    assertThat(base.evidence()).isEqualTo(Base.Evidence.LAYERS);
    assertThat(base.instructions()).isEqualTo(7);
  }

  @Test
  void aLineLeadsToItsInstruction() throws IOException {
    RebuiltDockerfile file = Histories.rebuilt("buildkit-python-app");
    DockerfileText text = DockerfileText.forLinters(file, 1 << 20, Set.of());
    List<String> lines = text.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("COPY --chown")) {
        assertThat(text.at(i + 1).orElseThrow().index()).isEqualTo(10);
      }
      if (line.equals("port = 80")) {
        assertThat(text.at(i + 1).orElseThrow().index()).isEqualTo(12);
      }
      if (line.startsWith("FROM")) {
        assertThat(text.at(i + 1)).isEmpty();
      }
    }
    assertThat(text.at(0)).isEmpty();
    assertThat(text.at(lines.size() + 2)).isEmpty();
  }

  /** Says which instruction made which layer, by the layer's number. */
  private static String layers(RebuiltDockerfile file) {
    StringBuilder text = new StringBuilder();
    text.append("\n# base: ").append(file.base().name().orElse("?"));
    text.append(", ").append(file.base().instructions()).append(" instructions, ");
    text.append(file.base().evidence()).append('\n');
    for (Instruction instruction : file.instructions()) {
      Digest made = instruction.layer();
      int layer = made == null ? -1 : file.history().layers().indexOf(made);
      text.append("# ").append(instruction.index()).append(' ').append(instruction.builder());
      text.append(' ').append(instruction.keyword());
      text.append(layer < 0 ? "\n" : ", layer " + layer + "\n");
    }
    return text.toString();
  }
}
