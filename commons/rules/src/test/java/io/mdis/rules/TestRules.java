package io.mdis.rules;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Rules from a few words of YAML. */
final class TestRules {
  private TestRules() {}

  /** A rule; more lines of YAML are those of the rule, without indentation. */
  static String rule(String id, String keyword, String pattern, String... more) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("  - id: ").append(id).append('\n');
    yaml.append("    severity: HIGH\n    title: t\n    reason: r\n    remedy: m\n");
    yaml.append("    keywords: ['").append(keyword).append("']\n");
    yaml.append("    pattern: '").append(pattern).append("'\n");
    yaml.append("    examples: {match: [x], clean: [y]}\n");
    for (String line : more) {
      yaml.append("    ").append(line).append('\n');
    }
    return yaml.toString();
  }

  static RuleSet set(String... rules) {
    return parse("rules:\n" + String.join("", rules));
  }

  static RuleSet parse(String yaml) {
    return RuleSet.of(
        List.of(new RuleSource("test.yaml", yaml.getBytes(StandardCharsets.UTF_8))),
        Set.of("entropy"));
  }
}
