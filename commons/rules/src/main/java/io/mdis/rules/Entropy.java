package io.mdis.rules;

/** Shannon's measure of how little is foreseeable in a text. */
public final class Entropy {
  private Entropy() {}

  /**
   * Bits for each character, 0 to 8: about 4.2 for English, near 6 for base64; 0 for an empty text.
   *
   * @param text of bytes as characters; of others only the low eight bits count
   */
  public static double bits(CharSequence text) {
    int[] counts = new int[256];
    int length = text.length();
    for (int i = 0; i < length; i++) {
      counts[text.charAt(i) & 0xff]++;
    }
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / length;
        bits -= share * Math.log(share) / Math.log(2);
      }
    }
    return bits;
  }
}
