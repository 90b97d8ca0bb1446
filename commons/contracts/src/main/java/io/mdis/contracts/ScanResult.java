package io.mdis.contracts;

import java.util.List;
import java.util.Map;

/**
 * What one scanner says about one image.
 *
 * @param dimension of the scanner
 * @param status how the scan ended
 * @param reasons why it is not simply SUCCEEDED; empty then
 * @param scannerVersion changes when the scanner's code judges differently
 * @param rulesVersion changes when the scanner's knowledge changes, for instance its database
 * @param findings in a stable order
 * @param facts about the image that the scanner learned, such as {@code distribution}
 */
public record ScanResult(
    String dimension,
    ScanStatus status,
    List<ScanReason> reasons,
    String scannerVersion,
    String rulesVersion,
    List<Finding> findings,
    Map<String, String> facts) {

  /** Copies what it is given; a status other than SUCCEEDED must say why. */
  public ScanResult {
    reasons = List.copyOf(reasons);
    findings = List.copyOf(findings);
    facts = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(facts));
    if (status != ScanStatus.SUCCEEDED && reasons.isEmpty()) {
      throw new IllegalArgumentException(status + " needs a reason");
    }
  }

  /** The same result with other findings. */
  public ScanResult withFindings(List<Finding> others) {
    return new ScanResult(dimension, status, reasons, scannerVersion, rulesVersion, others, facts);
  }
}
