package io.mdis.rules;

/**
 * Bytes as ISO-8859-1 characters for a pattern, with the one before them as its first, for {@code
 * \b} and {@code ^} look at it. Counts how often it is looked at, which is what a pattern costs.
 */
final class ByteText implements CharSequence {
  private byte[] bytes;
  private int from;
  private int length;
  private long steps;

  /** Shows bytes from one on; from -1 on a line feed stands before the first. */
  void show(byte[] shown, int first, int end) {
    this.bytes = shown;
    this.from = first;
    this.length = end - first;
  }

  /** Looks since the last call. */
  long takeSteps() {
    long taken = steps;
    steps = 0;
    return taken;
  }

  @Override
  public char charAt(int index) {
    steps++;
    int at = from + index;
    return at < 0 ? '\n' : (char) (bytes[at] & 0xff);
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    StringBuilder text = new StringBuilder();
    for (int i = start; i < end; i++) {
      text.append(charAt(i));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return subSequence(0, length).toString();
  }
}
