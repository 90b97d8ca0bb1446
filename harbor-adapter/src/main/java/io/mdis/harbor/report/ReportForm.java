package io.mdis.harbor.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Forms in which vulnerabilities are told (pluggable scanner API, "produces_mime_types"). */
public enum ReportForm {
  /** Since 1.1, with CVSS, CWE and what else is known; without {@code +json}. */
  SECURITY("application/vnd.security.vulnerability.report; version=1.1"),
  /** Of 1.0. */
  HARBOR("application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0");

  private final String mimeType;

  ReportForm(String mimeType) {
    this.mimeType = mimeType;
  }

  /** As Harbor compares it: letter by letter, with one space before {@code version}. */
  public String mimeType() {
    return mimeType;
  }

  /**
   * The form that an Accept header asks for. Whoever says nothing, or anything, gets the newest, as
   * Trivy's adapter has it; spaces, quotes and case don't matter.
   */
  public static Optional<ReportForm> accepted(String accept) {
    if (accept == null || accept.isBlank()) {
      return Optional.of(SECURITY);
    }
    for (String one : accept.split(",", -1)) {
      String wanted = plain(one);
      if (wanted.equals("*/*") || wanted.equals("application/*")) {
        return Optional.of(SECURITY);
      }
      Optional<ReportForm> form =
          Arrays.stream(values()).filter(f -> plain(f.mimeType).equals(wanted)).findFirst();
      if (form.isPresent()) {
        return form;
      }
    }
    return Optional.empty();
  }

  private static String plain(String mimeType) {
    return mimeType.replace(" ", "").replace("\"", "").toLowerCase(Locale.ROOT);
  }
}
