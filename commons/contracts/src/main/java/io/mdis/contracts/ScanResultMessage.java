package io.mdis.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Says that a result is in the store. Topic {@link Topics#SCAN_RESULTS}, key: manifest digest.
 * Small: the findings are in MongoDB.
 *
 * @param image manifest digest
 * @param dimension of the scanner
 * @param status how the scan ended
 * @param reasons why it is not simply SUCCEEDED
 * @param counts findings by normalised severity, without suppressed ones; severities without
 *     findings are absent
 * @param suppressed findings that are suppressed
 * @param scannerVersion of the result
 * @param rulesVersion of the result
 * @param finishedAt UTC
 */
public record ScanResultMessage(
    Digest image,
    String dimension,
    ScanStatus status,
    List<ScanReason> reasons,
    Map<Severity, Integer> counts,
    int suppressed,
    String scannerVersion,
    String rulesVersion,
    Instant finishedAt) {

  /** Of a result without suppressed findings. */
  public ScanResultMessage(
      Digest image,
      String dimension,
      ScanStatus status,
      List<ScanReason> reasons,
      Map<Severity, Integer> counts,
      String scannerVersion,
      String rulesVersion,
      Instant finishedAt) {
    this(image, dimension, status, reasons, counts, 0, scannerVersion, rulesVersion, finishedAt);
  }
}
