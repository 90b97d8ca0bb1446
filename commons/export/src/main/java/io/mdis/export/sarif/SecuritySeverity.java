package io.mdis.export.sarif;

import io.mdis.contracts.Finding;
import io.mdis.contracts.Severity;
import io.mdis.export.FindingText;

/**
 * {@code security-severity}: a number by which GitHub code scanning tells critical (over 9), high
 * (7 to 8.9), medium (4 to 6.9) and low. The CVSS score where it says the same severity as MDIS
 * does, else one from the middle: what a person sees there must not differ from what is seen here.
 */
final class SecuritySeverity {
  private SecuritySeverity() {}

  static String of(Finding finding) {
    double from = least(finding.severity());
    double to = most(finding.severity());
    try {
      double score = Double.parseDouble(FindingText.detail(finding, "cvssScore").orElse("-1"));
      if (score >= from && score <= to) {
        return Double.toString(score);
      }
    } catch (NumberFormatException e) {
      // A score that is none counts as not there.
    }
    return switch (finding.severity()) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM, UNKNOWN -> "5.5";
      case LOW -> "2.0";
      case NEGLIGIBLE -> "0.5";
    };
  }

  private static double least(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 9.1;
      case HIGH -> 7.0;
      case MEDIUM, UNKNOWN -> 4.0;
      case LOW, NEGLIGIBLE -> 0.1;
    };
  }

  private static double most(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 10.0;
      case HIGH -> 8.9;
      case MEDIUM, UNKNOWN -> 6.9;
      case LOW, NEGLIGIBLE -> 3.9;
    };
  }
}
