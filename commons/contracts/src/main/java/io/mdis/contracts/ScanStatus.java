package io.mdis.contracts;

/** How a scan ended. Only SUCCEEDED without findings may ever be shown as clean. */
public enum ScanStatus {
  /** Everything that the scanner looks at was looked at. */
  SUCCEEDED,
  /** Findings are true, but something was left out; the reasons name it. */
  PARTIAL,
  /** The scanner does not apply or lacks what it needs; the reasons say why. */
  SKIPPED,
  /** No statement about the image can be made; the reasons say why. */
  FAILED
}
