package io.mdis.harbor.report;

import io.mdis.contracts.Severity;

/** Harbor's words for severities; anything else it takes for Unknown. */
final class HarborSeverity {
  static final String UNKNOWN = "Unknown";

  private HarborSeverity() {}

  static String of(Severity severity) {
    return switch (severity) {
      case UNKNOWN -> UNKNOWN;
      case NEGLIGIBLE -> "Negligible";
      case LOW -> "Low";
      case MEDIUM -> "Medium";
      case HIGH -> "High";
      case CRITICAL -> "Critical";
    };
  }
}
