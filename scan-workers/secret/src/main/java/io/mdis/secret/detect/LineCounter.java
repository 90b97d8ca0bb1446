package io.mdis.secret.detect;

/** Numbers of lines in a buffer that moves along a text; counts only up to where it is asked. */
final class LineCounter {
  private final byte[] buffer;
  private long before;
  private int at;
  private long upTo;
  private long fixed;

  LineCounter(byte[] buffer) {
    this.buffer = buffer;
  }

  /** Begins a text, of which every place is in the same line, or each in its own when that is 0. */
  void begin(long line) {
    before = 0;
    at = 0;
    upTo = 0;
    fixed = line;
  }

  /** Forgets bytes at the beginning of the buffer, which are about to be moved out. */
  void shift(int by) {
    before += count(0, by);
    at = 0;
    upTo = 0;
  }

  /** Line of a place in the buffer, from 1; cheap when places come in their order. */
  long line(int place) {
    if (fixed > 0) {
      return fixed;
    }
    if (place < at) {
      at = 0;
      upTo = 0;
    }
    upTo += count(at, place);
    at = place;
    return before + upTo + 1;
  }

  private long count(int from, int to) {
    long lines = 0;
    for (int i = from; i < to; i++) {
      lines += buffer[i] == '\n' ? 1 : 0;
    }
    return lines;
  }
}
