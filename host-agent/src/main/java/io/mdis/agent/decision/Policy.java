package io.mdis.agent.decision;

import io.mdis.image.ImageException;
import io.mdis.image.reference.ImageReference;
import java.util.List;
import java.util.Locale;

/**
 * Which image is treated how. An image may have many names; for each the first rule that matches
 * counts, and the strictest of them wins: another name doesn't make it less suspicious.
 *
 * @param onFailure when nothing can be said of an image
 * @param rules in order
 * @param otherwise when no rule matches
 */
public record Policy(OnFailure onFailure, List<Rule> rules, Treatment otherwise) {

  /** How images with such a name are treated. */
  public record Rule(ImagePattern images, Treatment treatment) {}

  /** The rules are kept as they are. */
  public Policy {
    rules = List.copyOf(rules);
  }

  /** How an image with these names is treated; without a name, as nobody's. */
  public Treatment of(List<String> names) {
    return names.stream().map(this::of).reduce(Treatment::stricter).orElse(otherwise);
  }

  private Treatment of(String name) {
    String whole = whole(name);
    return rules.stream()
        .filter(rule -> rule.images().matches(whole))
        .map(Rule::treatment)
        .findFirst()
        .orElse(otherwise);
  }

  private static String whole(String name) {
    try {
      return ImageReference.parse(name).toString();
    } catch (ImageException e) {
      return name.toLowerCase(Locale.ROOT);
    }
  }
}
