package io.mdis.contracts;

/** Normalised severity, least first, so that the natural order is the order of weight. */
public enum Severity {
  UNKNOWN,
  NEGLIGIBLE,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL
}
