package io.mdis.export.csv;

/**
 * Text that no spreadsheet takes for a formula (OWASP, "CSV Injection"): names in images are
 * written by whoever made the image.
 */
final class SpreadsheetText {
  /** Also as full-width characters, which some versions take for the same. */
  private static final String BEGINNINGS = "=+-@\uff1d\uff0b\uff0d\uff20|%";

  private SpreadsheetText() {}

  /** The text with an apostrophe before what could begin a formula, and no control characters. */
  static String of(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", " ");
    String begin = clean.stripLeading();
    return !begin.isEmpty() && BEGINNINGS.indexOf(begin.charAt(0)) >= 0 ? "'" + clean : clean;
  }
}
