package io.mdis.export.sarif;

import io.mdis.contracts.Severity;

/** Words and characters of SARIF. */
final class SarifText {
  private static final String SPECIAL = "\\`*_{}[]()<>#+-.!|~";

  private SarifText() {}

  /** {@code level} (section 3.27.10). What nobody has rated may be anything: it is a warning. */
  static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM, UNKNOWN -> "warning";
      case LOW, NEGLIGIBLE -> "note";
    };
  }

  /** Text from images and advisories must not become links or pictures. */
  static String markdown(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (SPECIAL.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }
}
