package io.mdis.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bounds what is read for the header of one member. Headers go into memory, and a tar or an ar may
 * say that a name has two gigabytes.
 */
final class HeaderGuard extends FilterInputStream {
  private static final long MAX_HEADER = 4 << 20;

  private long left = Long.MAX_VALUE;

  HeaderGuard(InputStream in) {
    super(in);
  }

  /** From here on headers are read. */
  void begin() {
    left = MAX_HEADER;
  }

  /** From here on it is content. */
  void end() {
    left = Long.MAX_VALUE;
  }

  @Override
  public int read() throws IOException {
    spend(1);
    return super.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = super.read(bytes, offset, length);
    spend(Math.max(n, 0));
    return n;
  }

  private void spend(int bytes) throws ArchiveStop {
    left -= bytes;
    if (left < 0) {
      throw new ArchiveStop(
          "archive.damaged", "the header of a member has more than " + MAX_HEADER + " bytes");
    }
  }
}
