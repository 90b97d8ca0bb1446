package io.mdis.policy.file;

import io.mdis.contracts.Severity;
import io.mdis.policy.Action;
import io.mdis.policy.FindingCondition;
import io.mdis.policy.PolicyRule;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads one rule of a policy: what it speaks of is told by which of four keys it has. */
final class RuleReader {
  private static final List<String> SUBJECTS = List.of("findings", "trust", "base", "incomplete");

  private RuleReader() {}

  static PolicyRule read(YamlValue value) throws PolicyFileException {
    value.only("id", "action", "reason", "grace", "findings", "trust", "base", "incomplete");
    String id = value.required("id").text();
    if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
      throw value.problem("id must have lower-case letters, digits and dashes");
    }
    Action action = value.required("action").oneOf(Action.class);
    String reason = value.required("reason").text();
    List<String> given = SUBJECTS.stream().filter(key -> value.get(key).isPresent()).toList();
    if (given.size() != 1) {
      throw value.problem("needs one of " + SUBJECTS + ", and no other");
    }
    if (value.get("grace").isPresent() && !given.getFirst().equals("findings")) {
      throw value.problem("grace is for rules of findings alone");
    }
    YamlValue subject = value.required(given.getFirst());
    return switch (given.getFirst()) {
      case "trust" -> {
        if (!subject.text().equals("tampered")) {
          throw subject.problem("must be tampered");
        }
        yield new PolicyRule.OfTrust(id, action, reason);
      }
      case "base" ->
          new PolicyRule.OfBase(
              id, action, reason, PolicyFile.patterns(subject.only("allowed"), "allowed"));
      case "incomplete" -> new PolicyRule.OfIncomplete(id, action, reason, subject.texts());
      default ->
          new PolicyRule.OfFindings(
              id, action, reason, condition(subject), value.get("grace", Times::duration));
    };
  }

  private static FindingCondition condition(YamlValue value) throws PolicyFileException {
    value.only("dimension", "severity", "id", "fixable", "exploited", "known-for");
    Set<String> ids = new HashSet<>();
    for (String id : value.texts("id")) {
      ids.add(id.toLowerCase(Locale.ROOT));
    }
    return new FindingCondition(
        Set.copyOf(value.texts("dimension")),
        value.get("severity", wanted -> wanted.oneOf(Severity.class)).orElse(Severity.UNKNOWN),
        ids,
        value.get("fixable", YamlValue::flag),
        value.get("exploited", YamlValue::flag),
        value.get("known-for", Times::duration).orElse(Duration.ZERO));
  }
}
