package io.mdis.history.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.history.rule.RuleInfo;
import io.mdis.history.rule.YamlResource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Hadolint's rules as MDIS knows them, by id. */
public final class DockerfileRules {
  private final Map<String, DockerfileRule> byId = new LinkedHashMap<>();
  private final String version;

  private DockerfileRules(String version) {
    this.version = version;
  }

  /** Reads the file of the module. */
  public static DockerfileRules load() {
    YamlResource file = YamlResource.read(DockerfileRules.class, DockerfileRule.RESOURCE);
    DockerfileRules rules = new DockerfileRules(file.version());
    for (JsonNode node : file.root().path("rules")) {
      DockerfileRule rule = DockerfileRule.read(node);
      rules.byId.put(rule.info().id(), rule);
    }
    return rules;
  }

  /** All, in the order of their ids. */
  public Collection<DockerfileRule> all() {
    return byId.values();
  }

  /** A rule by its id. */
  public Optional<DockerfileRule> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** What a rule says of itself; throws IllegalArgumentException when there is none. */
  RuleInfo info(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no rule " + id)).info();
  }

  /** Changes when the file does. */
  public String version() {
    return version;
  }
}
