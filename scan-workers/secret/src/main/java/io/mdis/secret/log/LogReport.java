package io.mdis.secret.log;

import io.mdis.contracts.ScanReason;
import java.util.List;

/**
 * What a run found.
 *
 * @param hits in the order of the logs, each value of a container once
 * @param records that were read
 * @param leftOut logs or parts of them that could not be read, and bounds that were met
 */
public record LogReport(List<LogHit> hits, long records, List<ScanReason> leftOut) {
  /** Copies the lists. */
  public LogReport {
    hits = List.copyOf(hits);
    leftOut = List.copyOf(leftOut);
  }
}
