package io.mdis.history.threat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.history.rule.YamlResource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Ports that tell by their number what is offered. */
final class TellingPorts {
  static final String RESOURCE = "ports.yaml";

  private final Map<Integer, Port> byNumber = new HashMap<>();

  private TellingPorts() {}

  /**
   * A port.
   *
   * @param rule that speaks of it
   * @param name of the service
   */
  record Port(String rule, String name) {}

  static TellingPorts load() {
    TellingPorts ports = new TellingPorts();
    for (JsonNode node : YamlResource.read(TellingPorts.class, RESOURCE).root().path("ports")) {
      ports.byNumber.put(
          node.path("port").asInt(),
          new Port(node.path("rule").asText(), node.path("name").asText()));
    }
    return ports;
  }

  /** What is known of a port such as {@code 22/tcp}; of a range, its ends. */
  Optional<Port> about(String port) {
    int slash = port.indexOf('/');
    if (slash >= 0 && !port.substring(slash).equalsIgnoreCase("/tcp")) {
      return Optional.empty();
    }
    String[] range = (slash < 0 ? port : port.substring(0, slash)).split("-", -1);
    try {
      int first = Integer.parseInt(range[0]);
      int last = Integer.parseInt(range[range.length - 1]);
      Port known = byNumber.get(first);
      return Optional.ofNullable(known == null ? byNumber.get(last) : known);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
