package io.mdis.image.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of just the size that its header told: one that changes meanwhile is an error. */
final class ExactStream extends FilterInputStream {
  private final Path path;
  private long left;

  ExactStream(Path path, long size) throws IOException {
    super(Files.newInputStream(path));
    this.path = path;
    this.left = size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (left == 0) {
      return -1;
    }
    int n = super.read(buffer, offset, (int) Math.min(length, left));
    if (n < 0) {
      throw new IOException(path + " became shorter while it was read: scan a folder at rest");
    }
    left -= n;
    return n;
  }
}
