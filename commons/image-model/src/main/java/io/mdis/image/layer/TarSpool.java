package io.mdis.image.layer;

import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.tar.TarParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The end of the pass: parses uncompressed bytes and writes them to a file. */
final class TarSpool implements AutoCloseable {
  private final FileChannel file;
  private final IndexBuilder index;
  private final TarParser parser;

  /** Without a file nothing is written: an index is being rebuilt. */
  TarSpool(Path file, LayerLimits limits) throws IOException {
    this.index = new IndexBuilder(limits);
    this.parser = new TarParser(limits.tar(), index);
    this.file =
        file == null
            ? null
            : FileChannel.open(
                file,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
  }

  void write(byte[] bytes, int length) throws IOException {
    parser.feed(bytes, 0, length);
    if (file == null) {
      return;
    }
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
      while (buffer.hasRemaining()) {
        file.write(buffer);
      }
    } catch (IOException e) {
      throw new ImageException(
          ImageProblem.STORE, "the layer store can't be written (disk full?): " + e, e);
    }
  }

  /** The tar is whole: its index. */
  IndexBuilder finish() throws IOException {
    parser.end();
    return index;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
