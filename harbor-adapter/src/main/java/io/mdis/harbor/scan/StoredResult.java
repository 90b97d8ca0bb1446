package io.mdis.harbor.scan;

import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanStatus;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a worker said about an image along one dimension.
 *
 * @param dimension of the scanner
 * @param status how the scan ended
 * @param reasons why it is not simply SUCCEEDED
 * @param finishedAt UTC
 */
public record StoredResult(
    String dimension, ScanStatus status, List<ScanReason> reasons, Instant finishedAt) {
  private static final int MOST_TOLD = 5;

  /** Copies what it is given. */
  public StoredResult {
    reasons = List.copyOf(reasons);
  }

  /** Whether it answers a request of that time: a failure of before is tried once more. */
  boolean answers(Instant requestedAt) {
    return status != ScanStatus.FAILED || !finishedAt.isBefore(requestedAt);
  }

  /** The reasons in one line, for a person. */
  String why() {
    return reasons.stream()
        .limit(MOST_TOLD)
        .map(reason -> reason.code() + ": " + reason.message())
        .collect(Collectors.joining("; "));
  }
}
