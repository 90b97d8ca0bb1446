package io.mdis.standalone.output;

/** Names come from the image: control characters must not reach the terminal. */
final class PrintableText {
  private static final int MOST = 500;

  private PrintableText() {}

  /** The text with each control character replaced, at most 500 characters and a mark of more. */
  static String of(String text) {
    String clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() <= MOST ? clean : clean.substring(0, MOST) + "…";
  }
}
