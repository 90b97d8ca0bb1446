package io.mdis.worker.store;

import io.mdis.contracts.Finding;
import java.util.regex.Pattern;

/**
 * How soon a person should look at a finding, 0 to 100: what its dimension says as {@code
 * priority}, and where that says nothing, what follows from the severity. The numbers for
 * severities stand among the priorities of flaws so that malware and leaked keys come before flaws
 * that nobody exploits.
 */
final class FindingRank {
  private static final Pattern PRIORITY = Pattern.compile("\\d{1,2}|100");

  private FindingRank() {}

  static int of(Finding finding) {
    String priority = finding.details().getOrDefault("priority", "");
    if (PRIORITY.matcher(priority).matches()) {
      return Integer.parseInt(priority);
    }
    return switch (finding.severity()) {
      case CRITICAL -> 90;
      case HIGH -> 70;
      case MEDIUM -> 45;
      case UNKNOWN -> 20;
      case LOW -> 15;
      case NEGLIGIBLE -> 5;
    };
  }
}
