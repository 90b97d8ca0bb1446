package io.mdis.history.dockerfile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mdis.image.ImageException;
import java.io.UncheckedIOException;
import java.util.List;

/** Instructions as a Dockerfile has them, as if a builder that keeps their words had run them. */
public final class Written {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Written() {}

  /** One instruction. */
  public static Instruction instruction(String text) {
    return file(text).instructions().getFirst();
  }

  /** A file of some instructions. */
  public static RebuiltDockerfile file(String... instructions) {
    return file(JSON.createObjectNode(), List.of(instructions));
  }

  /** A file with settings; instructions that change files have a layer. */
  public static RebuiltDockerfile file(ObjectNode settings, List<String> instructions) {
    ObjectNode root = JSON.createObjectNode().put("os", "linux");
    root.set("config", settings);
    ArrayNode history = root.putArray("history");
    ArrayNode layers = root.putObject("rootfs").putArray("diff_ids");
    for (String instruction : instructions) {
      boolean empty =
          Keyword.leading(instruction).filter(keyword -> !keyword.changesFiles()).isPresent();
      history
          .addObject()
          .put("created_by", instruction)
          .put("author", "kaniko")
          .put("created", "2024-01-01T00:00:%02d.5Z".formatted(history.size() % 60))
          .put("empty_layer", empty);
      if (!empty) {
        layers.add("sha256:%064d".formatted(layers.size() + 1));
      }
    }
    try {
      return RebuiltDockerfile.of(
          HistoryReader.read(JSON.writeValueAsBytes(root)), KnownBases.NONE);
    } catch (ImageException e) {
      throw new UncheckedIOException(e);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
