package io.mdis.packages.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines of a stream; of each, and of the whole, only so much as the bounds allow. */
public final class BoundedLines {
  private final InputStream in;
  private final long maxBytes;
  private final byte[] line;
  private long read;
  private boolean terminated = true;

  /**
   * Reads from a stream, which the caller closes.
   *
   * @param maxLine bytes of a line that are kept; the rest of it is passed over
   * @param maxBytes after which the stream counts as ended, see {@link #exhausted}
   */
  public BoundedLines(InputStream in, int maxLine, long maxBytes) {
    this.in = new BufferedInputStream(in, 64 * 1024);
    this.line = new byte[maxLine];
    this.maxBytes = maxBytes;
  }

  /** The next line, without its end; null at the end or the bound. */
  public String next() throws IOException {
    int length = 0;
    boolean any = false;
    while (read < maxBytes) {
      int b = in.read();
      if (b < 0) {
        terminated &= !any;
        return any ? text(length) : null;
      }
      read++;
      any = true;
      if (b == '\n') {
        terminated = true;
        return text(length);
      }
      if (length < line.length) {
        line[length++] = (byte) b;
      }
    }
    return null;
  }

  /** Whether the bound was reached. */
  public boolean exhausted() {
    return read >= maxBytes;
  }

  /** Whether the last line ended with a line feed. */
  public boolean terminated() {
    return terminated;
  }

  private String text(int length) {
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    return new String(line, 0, end, StandardCharsets.UTF_8);
  }
}
