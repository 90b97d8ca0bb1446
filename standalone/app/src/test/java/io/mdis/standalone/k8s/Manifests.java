package io.mdis.standalone.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rendered overlays and what stands for itself, as objects. */
final class Manifests {
  static final Path PROJECT = Path.of("../..");
  static final List<String> OVERLAYS = List.of("small", "production");
  static final YAMLMapper YAML = new YAMLMapper();

  private Manifests() {}

  static Path rendered(String overlay) {
    return PROJECT.resolve("k8s/rendered/" + overlay + ".yaml");
  }

  static List<JsonNode> of(Path file) throws IOException {
    try (var parser = YAML.createParser(Files.readString(file))) {
      List<JsonNode> objects = new ArrayList<>();
      YAML.readValues(parser, JsonNode.class).forEachRemaining(objects::add);
      objects.removeIf(JsonNode::isNull);
      return objects;
    }
  }

  static List<JsonNode> rendered() throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (String overlay : OVERLAYS) {
      objects.addAll(of(rendered(overlay)));
    }
    return objects;
  }

  static String kind(JsonNode object) {
    return object.path("kind").asText();
  }

  static String name(JsonNode object) {
    return kind(object) + "/" + object.path("metadata").path("name").asText();
  }

  /** Pod specs of deployments. */
  static List<JsonNode> workloads(List<JsonNode> objects) {
    return objects.stream().filter(object -> object.at("/spec/template/spec").isObject()).toList();
  }
}
