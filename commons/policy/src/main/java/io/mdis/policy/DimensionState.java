package io.mdis.policy;

import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanStatus;
import java.util.List;

/**
 * How the scan of one dimension ended.
 *
 * @param status of its current result
 * @param reasons why it is not simply SUCCEEDED
 */
public record DimensionState(ScanStatus status, List<ScanReason> reasons) {

  /** Copies what it is given. */
  public DimensionState {
    reasons = List.copyOf(reasons);
  }
}
