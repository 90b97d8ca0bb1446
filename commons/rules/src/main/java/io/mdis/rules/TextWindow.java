package io.mdis.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The part of a text that is in memory: a buffer that moves along it and keeps what lies before the
 * place that was reached, as far as a pattern may look back. Places are indexes into the buffer.
 */
final class TextWindow {
  private static final int BUFFER = 256 << 10;
  private static final int MAX_CONTEXT = 200;

  private final int reach;
  private final byte[] bytes;
  private final LineCounter lines;
  private int filled;
  private long base;
  private IOException failure;

  /** For patterns that look no further than so many bytes, back or ahead. */
  TextWindow(int reach) {
    this.reach = reach;
    this.bytes = new byte[Math.max(BUFFER, 4 * reach)];
    this.lines = new LineCounter(bytes);
  }

  void begin() {
    filled = 0;
    base = 0;
    lines.begin(0);
    failure = null;
  }

  byte[] bytes() {
    return bytes;
  }

  /** After the last byte. */
  int filled() {
    return filled;
  }

  /** How far a place is from the beginning of the text. */
  long offset(int at) {
    return base + at;
  }

  /**
   * Moves on and fills up. A text whose end can't be read ends there, and {@link #rethrow} tells.
   *
   * @param reached place up to which the text was looked at
   * @return where that place is now
   */
  int advance(int reached, InputStream in) throws InterruptedIOException {
    int by = Math.max(0, reached - reach);
    if (by > 0) {
      lines.shift(by);
      System.arraycopy(bytes, by, bytes, 0, filled - by);
      filled -= by;
      base += by;
    }
    try {
      int read = 0;
      while (read >= 0 && filled < bytes.length) {
        filled += read;
        read = in.read(bytes, filled, bytes.length - filled);
      }
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      failure = e;
    }
    return reached - by;
  }

  /** Whether it holds the end of the text. */
  boolean isLast() {
    return filled < bytes.length;
  }

  /** Up to where patterns have all that they may look at behind them. */
  int complete() {
    return isLast() ? filled : filled - reach;
  }

  /** Throws what ended the text before its time. */
  void rethrow() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  /** The line that a place is in, from 1. */
  long line(int at) {
    return lines.line(at);
  }

  /** What stands before a place in its line, 200 bytes at most. */
  String before(int start) {
    int from = start;
    while (from > 0 && start - from < MAX_CONTEXT && bytes[from - 1] != '\n') {
      from--;
    }
    return new String(bytes, from, start - from, StandardCharsets.UTF_8);
  }

  /** What stands behind a place in its line, 200 bytes at most. */
  String after(int end) {
    int to = end;
    while (to < filled && to - end < MAX_CONTEXT && bytes[to] != '\n') {
      to++;
    }
    return new String(bytes, end, to - end, StandardCharsets.UTF_8);
  }
}
