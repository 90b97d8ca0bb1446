package io.mdis.image.layer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/** Writes an index file front to back, its header last. */
final class IndexWriter implements AutoCloseable {
  private final FileChannel file;
  private final int entries;
  private final long tarBytes;
  private final CRC32C crc = new CRC32C();
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 18).order(ByteOrder.LITTLE_ENDIAN);

  IndexWriter(Path path, int entries, long tarBytes) throws IOException {
    this.entries = entries;
    this.tarBytes = tarBytes;
    file =
        FileChannel.open(
            path,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING);
    file.position(IndexFormat.HEADER);
  }

  /** The next entry's position, counted from the first record. */
  void position(int at) throws IOException {
    room(4);
    buffer.putInt(at);
  }

  void record(byte[] bytes, int offset, int length) throws IOException {
    room(length);
    buffer.put(bytes, offset, length);
  }

  void finish() throws IOException {
    flush();
    buffer.putLong(IndexFormat.MAGIC).putInt(IndexFormat.VERSION).putInt(entries);
    // Of a layer without entries nothing is written yet.
    buffer.putLong(tarBytes).putLong(Math.max(file.size(), IndexFormat.HEADER));
    crc.update(buffer.array(), 0, buffer.position());
    buffer.putInt((int) crc.getValue()).putInt(0).putLong(0).flip();
    file.position(0);
    drain();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void room(int length) throws IOException {
    if (buffer.remaining() < length) {
      flush();
    }
  }

  private void flush() throws IOException {
    buffer.flip();
    crc.update(buffer.array(), 0, buffer.limit());
    drain();
  }

  private void drain() throws IOException {
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
    buffer.clear();
  }
}
