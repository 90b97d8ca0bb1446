package io.mdis.content;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Remembers when the bytes of a file can't be had, which a decoder above would tell as damage of
 * the archive.
 */
final class SourceStream extends FilterInputStream {
  private final Failure failure;

  SourceStream(InputStream in, Failure failure) {
    super(in);
    this.failure = failure;
  }

  /** The first failure of the streams over one file. */
  static final class Failure {
    private IOException first;

    void rethrow() throws IOException {
      if (first != null) {
        throw first;
      }
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (IOException e) {
      failure.first = failure.first == null ? e : failure.first;
      throw e;
    }
  }
}
