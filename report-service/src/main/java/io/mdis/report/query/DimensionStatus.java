package io.mdis.report.query;

import io.mdis.contracts.ScanStatus;

/** Where one dimension of an image stands: how its scan ended, or that none ended yet. */
public enum DimensionStatus {
  /** No result yet; says nothing about the image. */
  PENDING,
  /** Everything was looked at. */
  SUCCEEDED,
  /** Something was left out; the reasons name it. */
  PARTIAL,
  /** The scanner did not apply or lacked what it needs; the reasons say why. */
  SKIPPED,
  /** No statement can be made; the reasons say why. */
  FAILED;

  /** The same status as the scan's. */
  public static DimensionStatus of(ScanStatus status) {
    return switch (status) {
      case SUCCEEDED -> SUCCEEDED;
      case PARTIAL -> PARTIAL;
      case SKIPPED -> SKIPPED;
      case FAILED -> FAILED;
    };
  }
}
