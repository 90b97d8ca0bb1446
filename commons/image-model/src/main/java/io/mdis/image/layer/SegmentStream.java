package io.mdis.image.layer;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/** A stream over a piece of mapped memory; fails cleanly once that is unmapped. */
final class SegmentStream extends InputStream {
  private final MemorySegment memory;
  private final long end;
  private long at;

  SegmentStream(MemorySegment memory, long offset, long size) {
    Objects.checkFromIndexSize(offset, size, memory.byteSize());
    this.memory = memory;
    this.at = offset;
    this.end = offset + size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (at == end) {
      return -1;
    }
    int n = (int) Math.min(length, end - at);
    try {
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, bytes, offset, n);
    } catch (IllegalStateException e) {
      throw new IOException("the layer was closed while a file of it was read", e);
    }
    at += n;
    return n;
  }

  @Override
  public long skip(long count) {
    long n = Math.clamp(count, 0, end - at);
    at += n;
    return n;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, end - at);
  }
}
