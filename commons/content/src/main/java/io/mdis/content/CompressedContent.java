package io.mdis.content;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** A compressed file as an archive of one member, named like the file without its ending. */
final class CompressedContent implements ArchiveReader {
  private final String name;
  private final InputStream content;
  private boolean done;

  CompressedContent(FileKind kind, String path, InputStream in, int maxMemoryBytes)
      throws IOException {
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    String ending = dot <= 0 ? "" : file.substring(dot);
    this.name =
        ending.equals(".tgz")
            ? file.replace(ending, ".tar")
            : file.substring(0, file.length() - ending.length());
    InputStream buffered = new BufferedInputStream(in, 1 << 14);
    this.content =
        switch (kind) {
          case GZIP ->
              GzipCompressorInputStream.builder()
                  .setInputStream(buffered)
                  .setDecompressConcatenated(true)
                  .get();
          case BZIP2 -> new BZip2CompressorInputStream(buffered, true);
          case XZ ->
              XZCompressorInputStream.builder()
                  .setInputStream(buffered)
                  .setDecompressConcatenated(true)
                  .setMemoryLimitKiB(maxMemoryBytes >> 10)
                  .get();
          case ZSTD -> new ZstdCompressorInputStream(buffered);
          default -> throw new IllegalArgumentException(kind + " is no compressed file");
        };
  }

  @Override
  public Entry next() {
    if (done) {
      return null;
    }
    done = true;
    return new Entry(name, content, null);
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}
