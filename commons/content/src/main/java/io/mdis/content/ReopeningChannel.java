package io.mdis.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Random access to a file of a layer, whose streams skip for nothing. */
final class ReopeningChannel implements SeekableByteChannel {
  private final ArchiveMembers.Source source;
  private final long size;
  private InputStream in;
  private long position;
  private boolean open = true;

  ReopeningChannel(ArchiveMembers.Source source, long size) {
    this.source = source;
    this.size = size;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    if (position >= size) {
      return -1;
    }
    if (in == null) {
      in = source.open();
      in.skipNBytes(position);
    }
    byte[] bytes = new byte[(int) Math.min(Math.min(target.remaining(), 1 << 16), size - position)];
    int n = in.read(bytes);
    if (n > 0) {
      target.put(bytes, 0, n);
      position += n;
    }
    return n;
  }

  @Override
  public SeekableByteChannel position(long newPosition) throws IOException {
    if (newPosition != position) {
      position = newPosition;
      release();
    }
    return this;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int write(ByteBuffer bytes) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() throws IOException {
    open = false;
    release();
  }

  private void release() throws IOException {
    if (in != null) {
      in.close();
      in = null;
    }
  }
}
