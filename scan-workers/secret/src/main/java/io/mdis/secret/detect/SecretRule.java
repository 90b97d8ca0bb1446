package io.mdis.secret.detect;

import com.google.re2j.Pattern;
import io.mdis.rules.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule with what only this dimension knows of it.
 *
 * @param rule what to look for and what to say
 * @param assignment whether the pattern sees {@code name=value}, read from any notation, with the
 *     name in lower case and underscores between its words; else it sees the text as it is
 * @param gate what is looked at before the pattern is tried
 * @param before bytes before a keyword that the pattern may look at
 * @param lines lines that a match may reach over
 * @param paths files that it is for; empty for all
 * @param whole whether the path is enough and the keywords needn't be there
 * @param entropy bits a character that the value has at least
 * @param check what the value proves of itself
 * @param judge what a value without a shape must be like
 * @param allow values that are known to be none
 * @param near what belongs to it and stands near it, with a group {@code id}; null for nothing
 * @param strong whether its shape is telling enough to look for it in programs and lock files
 * @param generic whether any other rule knows better
 * @param hint whether it is no credential by itself
 */
record SecretRule(
    Rule rule,
    boolean assignment,
    Gate gate,
    int before,
    int lines,
    List<PathPattern> paths,
    boolean whole,
    double entropy,
    TokenCheck check,
    ValueJudge judge,
    List<Pattern> allow,
    Pattern near,
    boolean strong,
    boolean generic,
    boolean hint) {

  /** Keys that rules of this dimension have besides those of every rule. */
  static final Set<String> ATTRIBUTES =
      Set.of(
          "form", "gate", "before", "lines", "paths", "whole", "entropy", "check", "judge", "allow",
          "near", "strong", "generic", "hint");

  private static final int LEAST_WINDOW = 512;
  private static final String PRIVATE_KEYS = "T1552.004";

  static SecretRule of(Rule rule) {
    Map<String, Object> own = rule.attributes();
    Object near = own.get("near");
    return new SecretRule(
        rule,
        "assignment".equals(own.get("form")),
        Gate.named((String) own.get("gate")),
        number(own, "before", 256).intValue(),
        number(own, "lines", 1).intValue(),
        texts(own, "paths").stream().map(PathPattern::new).toList(),
        flag(own, "whole"),
        number(own, "entropy", 0).doubleValue(),
        TokenCheck.named((String) own.get("check")),
        ValueJudge.named((String) own.get("judge")),
        texts(own, "allow").stream().map(Pattern::compile).toList(),
        near == null ? null : Pattern.compile((String) near),
        flag(own, "strong"),
        flag(own, "generic"),
        flag(own, "hint"));
  }

  /** Bytes behind a keyword that the pattern may look at. */
  int after() {
    return Math.max(LEAST_WINDOW, rule.window());
  }

  /** Whether the shape alone makes the credential, so that it counts wherever it stands. */
  boolean isShape() {
    return judge == ValueJudge.SHAPE && !assignment;
  }

  boolean isPrivateKey() {
    return rule.technique().contains(PRIVATE_KEYS);
  }

  /** Whether it is for files of that path. */
  boolean isFor(String path) {
    return paths.isEmpty() || paths.stream().anyMatch(pattern -> pattern.matches(path));
  }

  private static Number number(Map<String, Object> own, String key, Number otherwise) {
    return own.get(key) instanceof Number number ? number : otherwise;
  }

  private static boolean flag(Map<String, Object> own, String key) {
    return Boolean.TRUE.equals(own.get(key));
  }

  private static List<String> texts(Map<String, Object> own, String key) {
    return own.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }
}
