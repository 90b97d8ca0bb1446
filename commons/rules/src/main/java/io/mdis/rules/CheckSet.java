package io.mdis.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks of a file, each id once, with a version that changes when the file does. Immutable. */
public final class CheckSet {
  private final Map<String, Check> byId;
  private final String version;

  private CheckSet(Map<String, Check> byId, String version) {
    this.byId = byId;
    this.version = version;
  }

  /**
   * Loads a resource beside a class, as strictly as rules are read.
   *
   * @param attributes keys of a check that the caller knows besides those of {@link Check}
   * @throws InvalidRulesException that tells everything that is wrong
   */
  public static CheckSet load(Class<?> beside, Set<String> attributes, String resource) {
    return of(RuleSource.resource(beside, resource), attributes);
  }

  static CheckSet of(RuleSource source, Set<String> attributes) {
    List<String> problems = new ArrayList<>();
    Map<String, Check> byId = new LinkedHashMap<>();
    for (RuleEntry entry : RuleEntry.of(source, problems)) {
      Check check =
          new Check(
              entry.id(),
              entry.severity(),
              entry.text("title"),
              entry.text("reason"),
              entry.text("remedy"),
              entry.techniques(),
              entry.attributes(Set.of(), attributes));
      if (byId.put(check.id(), check) != null) {
        entry.problem("is there twice; choose another id");
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidRulesException(String.join("\n", problems));
    }
    return new CheckSet(byId, RuleSet.version(List.of(source)));
  }

  /** A check by its id; throws IllegalArgumentException when there is none. */
  public Check get(String id) {
    Check check = byId.get(id);
    if (check == null) {
      throw new IllegalArgumentException("no check " + id + ": add it to the file of checks");
    }
    return check;
  }

  /** All, in the order of the file. */
  public Collection<Check> all() {
    return List.copyOf(byId.values());
  }

  /** Twelve hexadecimal digits of a SHA-256 over the file. */
  public String version() {
    return version;
  }
}
