package io.mdis.standalone.cli;

/** How a command writes what it found out. */
enum ReportFormat {
  /** For a person. */
  TABLE,
  /** For a program; versioned. */
  JSON
}
