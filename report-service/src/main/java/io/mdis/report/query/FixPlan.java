package io.mdis.report.query;

import io.mdis.contracts.Finding;
import io.mdis.contracts.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to fix first: findings that one change ends are taken together, and the change that is worth
 * most comes first. Suppressed findings do not count.
 *
 * @param steps worth most first
 * @param unfixed findings of packages that no known version fixes
 * @param considered findings that the plan is made of
 */
public record FixPlan(List<FixStep> steps, int unfixed, int considered) {
  /** How much more a finding is worth than one of the severity below. */
  private static final int STEP = 5;

  /** Copies what it is given. */
  public FixPlan {
    steps = List.copyOf(steps);
  }

  /** The plan for findings of one image. */
  @SuppressWarnings("EnumOrdinal") // Severities are in order.
  public static FixPlan of(List<Finding> findings) {
    Map<List<String>, List<Finding>> together = new LinkedHashMap<>();
    int unfixed = 0;
    for (Finding finding : findings) {
      if (finding.suppressed()) {
        continue;
      }
      if (isPackage(finding) && !finding.details().containsKey("fixedVersion")) {
        unfixed++;
        continue;
      }
      together.computeIfAbsent(key(finding), key -> new ArrayList<>()).add(finding);
    }
    List<FixStep> steps =
        together.values().stream()
            .sorted(Comparator.comparingDouble(FixPlan::worth).reversed())
            .map(FixPlan::step)
            .toList();
    return new FixPlan(steps, unfixed, findings.size());
  }

  private static List<String> key(Finding finding) {
    return isPackage(finding)
        ? List.of(finding.dimension(), subject(finding), installed(finding))
        : List.of(finding.dimension(), subject(finding));
  }

  @SuppressWarnings("EnumOrdinal")
  private static double worth(List<Finding> together) {
    return together.stream()
        .mapToDouble(
            finding -> Math.pow(STEP, finding.severity().ordinal() + (exploited(finding) ? 2 : 0)))
        .sum();
  }

  private static FixStep step(List<Finding> together) {
    Finding one = together.getFirst();
    return new FixStep(
        one.dimension(),
        subject(one),
        isPackage(one) ? installed(one) : "",
        together.stream()
            .map(finding -> finding.details().getOrDefault("fixedVersion", ""))
            .max(VersionText.ORDER)
            .orElse(""),
        together.size(),
        (int)
            together.stream()
                .filter(finding -> finding.severity().compareTo(Severity.HIGH) >= 0)
                .count(),
        together.stream().anyMatch(FixPlan::exploited));
  }

  private static boolean exploited(Finding finding) {
    return finding.details().containsKey("kevDateAdded");
  }

  private static boolean isPackage(Finding finding) {
    return finding.details().containsKey("package");
  }

  /** Packages built from one source are upgraded together. */
  private static String subject(Finding finding) {
    String source = finding.details().get("sourcePackage");
    if (source != null && !source.isEmpty()) {
      return source;
    }
    if (isPackage(finding)) {
      return finding.details().get("package");
    }
    boolean byPath = finding.path() != null && !finding.dimension().equals("history");
    String title = finding.title() == null ? finding.id() : finding.title();
    return byPath ? finding.path() : finding.details().getOrDefault("config", title);
  }

  private static String installed(Finding finding) {
    return finding.details().getOrDefault("installedVersion", "");
  }
}
