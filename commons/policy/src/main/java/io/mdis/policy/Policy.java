package io.mdis.policy;

import io.mdis.suppression.ImageName;
import io.mdis.suppression.ImagePattern;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What holds for some images in some environments.
 *
 * @param name for people
 * @param images patterns of which one must fit; empty for every image
 * @param environments names, of namespaces for instance; one may end with {@code *}; empty for
 *     every one
 * @param required dimensions without whose complete result an image is UNSCANNED
 * @param partial what a required dimension that left something out makes of the image: UNSCANNED,
 *     WARN or ALLOW
 * @param unscanned what those who enforce the policy do with an UNSCANNED image
 * @param grace how long a vulnerability that became known later warns before it blocks
 * @param rules in order
 * @param exceptions from them
 */
public record Policy(
    String name,
    List<ImagePattern> images,
    List<String> environments,
    Set<String> required,
    Verdict partial,
    Action unscanned,
    Duration grace,
    List<PolicyRule> rules,
    List<PolicyException> exceptions) {
  /** Stands for a rule where an image lacks a complete result. */
  public static final String UNSCANNED = "unscanned";

  /** Copies what it is given. */
  public Policy {
    images = List.copyOf(images);
    environments = List.copyOf(environments);
    required = Set.copyOf(required);
    rules = List.copyOf(rules);
    exceptions = List.copyOf(exceptions);
  }

  /** Whether it speaks of the image; of an unknown environment only a policy for all does. */
  boolean speaksOf(List<ImageName> names, Optional<String> environment) {
    return (images.isEmpty()
            || names.stream()
                .anyMatch(name -> images.stream().anyMatch(pattern -> pattern.matches(name))))
        && (environments.isEmpty()
            || environment
                .map(wanted -> environments.stream().anyMatch(known -> fits(known, wanted)))
                .orElse(false));
  }

  private static boolean fits(String pattern, String environment) {
    return pattern.endsWith("*")
        ? environment.startsWith(pattern.substring(0, pattern.length() - 1))
        : pattern.equals(environment);
  }
}
