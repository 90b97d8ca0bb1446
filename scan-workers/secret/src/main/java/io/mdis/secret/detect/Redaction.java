package io.mdis.secret.detect;

/** What of a credential may be shown: enough to find it again, too little to use it. */
public final class Redaction {
  private Redaction() {}

  /**
   * First and last characters around a mark, and the length: four of each of 20 characters or more,
   * two of 12, one of 8, none of fewer. Control characters become question marks.
   */
  public static String of(String secret) {
    int length = secret.length();
    int shown = length < 8 ? 0 : length < 12 ? 1 : length < 20 ? 2 : 4;
    String text =
        secret.substring(0, shown) + "…" + secret.substring(length - shown) + " (" + length + ")";
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      clean.append(Character.isISOControl(c) ? '?' : c);
    }
    return clean.toString();
  }
}
