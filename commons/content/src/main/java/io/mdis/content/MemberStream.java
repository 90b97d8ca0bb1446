package io.mdis.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * Content of a member: counted, its beginning looked at without losing it, and what a decoder
 * throws turned into {@link ArchiveStop}. Closing it leaves the archive open.
 */
final class MemberStream extends InputStream {
  private final InputStream in;
  private final UnpackBudget budget;
  private byte[] head = {};
  private int headAt;
  private ArchiveStop failure;

  MemberStream(InputStream in, UnpackBudget budget) {
    this.in = in;
    this.budget = budget;
  }

  /** The first bytes, which will be read again. */
  byte[] peek() throws IOException {
    byte[] bytes = new byte[FileKind.HEAD];
    int length = readNBytes(bytes, 0, bytes.length);
    head = java.util.Arrays.copyOf(bytes, length);
    return head;
  }

  /** What ended the stream before its time; null when nothing did. */
  ArchiveStop failure() {
    return failure;
  }

  /** Reads the rest, so that it counts like what somebody wanted to see. */
  void drain() throws IOException {
    headAt = head.length;
    byte[] buffer = new byte[1 << 13];
    int n = 0;
    while (n >= 0) {
      n = read(buffer);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (headAt < head.length) {
      int n = Math.min(length, head.length - headAt);
      System.arraycopy(head, headAt, bytes, offset, n);
      headAt += n;
      return n;
    }
    if (failure != null) {
      throw failure;
    }
    try {
      int n = in.read(bytes, offset, length);
      budget.addBytes(Math.max(n, 0));
      return n;
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      failure = ArchiveStop.of(e);
      throw failure;
    }
  }
}
