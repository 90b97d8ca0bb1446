package io.mdis.report.rest;

import io.mdis.export.Component;
import io.mdis.export.ExportFormat;
import io.mdis.export.Report;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The ETag of a report in a format: all that the document is made of, since it says no more. */
final class ReportTag {
  private static final int BYTES = 16;

  private ReportTag() {}

  static String of(Report report, ExportFormat format) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      add(sha256, format.name() + report.mdisVersion() + report.scannedAt() + report.image());
      report
          .results()
          .forEach(
              result -> {
                add(sha256, result.withFindings(List.of()).toString());
                result.findings().forEach(finding -> add(sha256, finding.toString()));
              });
      report.components().stream().map(Component::toString).forEach(text -> add(sha256, text));
      return HexFormat.of().formatHex(sha256.digest(), 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void add(MessageDigest sha256, String text) {
    sha256.update(text.getBytes(StandardCharsets.UTF_8));
    sha256.update((byte) 0);
  }
}
