package io.mdis.history.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.contracts.Severity;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** What rules say of themselves, of those that are found by code. */
public final class RuleBook {
  private final Map<String, RuleInfo> byId = new LinkedHashMap<>();
  private final String version;

  private RuleBook(String version) {
    this.version = version;
  }

  /**
   * Reads a file.
   *
   * @param prefix before each id
   * @throws IllegalArgumentException for a rule that is not whole
   */
  public static RuleBook read(Class<?> beside, String resource, String prefix) {
    YamlResource file = YamlResource.read(beside, resource);
    RuleBook book = new RuleBook(file.version());
    for (JsonNode node : file.root().path("rules")) {
      RuleInfo rule = info(node, prefix);
      if (rule.title().isEmpty() || book.byId.put(node.path("id").asText(), rule) != null) {
        throw new IllegalArgumentException(resource + ": " + rule.id() + " is not whole or twice");
      }
    }
    return book;
  }

  /** What one rule of a file says of itself. */
  public static RuleInfo info(JsonNode node, String prefix) {
    return new RuleInfo(
        prefix + node.path("id").asText(),
        Severity.valueOf(node.path("severity").asText()),
        node.path("title").asText(),
        node.path("reason").asText(),
        node.path("remedy").asText(),
        YamlResource.texts(node.path("technique")),
        node.path("cis").asText());
  }

  /** A rule by its id without prefix; throws IllegalArgumentException when there is none. */
  public RuleInfo get(String id) {
    RuleInfo rule = byId.get(id);
    if (rule == null) {
      throw new IllegalArgumentException("no rule " + id);
    }
    return rule;
  }

  /** All, in the order of the file. */
  public Collection<RuleInfo> all() {
    return byId.values();
  }

  /** Changes when the file does. */
  public String version() {
    return version;
  }
}
