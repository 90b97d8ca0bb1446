package io.mdis.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Bounds what is read into memory: the header of a member, for a tar or an ar may say that a name
 * has two gigabytes; and content whose end has to be searched for.
 */
final class HeaderGuard extends FilterInputStream {
  private static final long MAX_HEADER = 4 << 20;

  private static final long MAX_SEARCHED = 8 << 20;

  private long left = Long.MAX_VALUE;
  private boolean searching;

  HeaderGuard(InputStream in) {
    super(in);
  }

  /** From here on headers are read. */
  void begin() {
    left = MAX_HEADER;
    searching = false;
  }

  /** From here on it is content that is held in memory until its end is found. */
  void search() {
    left = MAX_SEARCHED;
    searching = true;
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
      throw searching
          ? new ArchiveStop(
              "limit.archive-memory",
              "a member whose size is not told is looked at up to " + MAX_SEARCHED + " bytes")
          : new ArchiveStop(
              "archive.damaged", "the header of a member has more than " + MAX_HEADER + " bytes");
    }
  }
}
