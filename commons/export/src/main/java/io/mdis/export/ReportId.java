package io.mdis.export;

import io.mdis.contracts.ScanResult;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Names a report: the same again for the same image, time and scanners, and for no other. */
public final class ReportId {
  private ReportId() {}

  /** A name-based UUID (RFC 9562, version 3). */
  public static UUID of(Report report) {
    StringBuilder what = new StringBuilder("mdis\n");
    what.append(report.image().name()).append('\n').append(report.image().digest()).append('\n');
    what.append(report.scannedAt());
    for (ScanResult result : report.results()) {
      what.append('\n').append(result.dimension()).append(' ').append(result.status());
      what.append(' ').append(result.scannerVersion()).append(' ').append(result.rulesVersion());
    }
    return UUID.nameUUIDFromBytes(what.toString().getBytes(StandardCharsets.UTF_8));
  }
}
