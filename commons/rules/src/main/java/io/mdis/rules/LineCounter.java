package io.mdis.rules;

/** Numbers of lines in a buffer that moves along a text; counts only up to where it is asked. */
public final class LineCounter {
  private final byte[] buffer;
  private long before;
  private int at;
  private long upTo;
  private long fixed;

  /** Over a buffer, whose bytes it only reads. */
  public LineCounter(byte[] buffer) {
    this.buffer = buffer;
  }

  /** Begins a text, of which every place is in the same line, or each in its own when that is 0. */
  public void begin(long line) {
    before = 0;
    at = 0;
    upTo = 0;
    fixed = line;
  }

  /** Forgets bytes at the beginning of the buffer, which are about to be moved out. */
  public void shift(int by) {
    before += Lines.count(buffer, 0, by);
    at = 0;
    upTo = 0;
  }

  /** Line of a place in the buffer, from 1; cheap when places come in their order. */
  public long line(int place) {
    if (fixed > 0) {
      return fixed;
    }
    if (place < at) {
      at = 0;
      upTo = 0;
    }
    upTo += Lines.count(buffer, at, place);
    at = place;
    return before + upTo + 1;
  }
}
