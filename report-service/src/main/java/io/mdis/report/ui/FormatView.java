package io.mdis.report.ui;

import java.util.List;

/**
 * A format in which the report of an image can be had.
 *
 * @param name in its address
 * @param title for a person
 */
public record FormatView(String name, String title) {
  /** All of them, those that people read first. */
  static final List<FormatView> ALL =
      List.of(
          new FormatView("html", "HTML"),
          new FormatView("csv", "CSV"),
          new FormatView("json", "JSON"),
          new FormatView("sarif", "SARIF"),
          new FormatView("cyclonedx", "CycloneDX"),
          new FormatView("spdx", "SPDX"),
          new FormatView("junit", "JUnit"));
}
