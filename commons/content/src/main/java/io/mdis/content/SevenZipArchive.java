package io.mdis.content;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;

/** A 7z, whose list of members is at its end. */
final class SevenZipArchive implements ArchiveReader {
  private final SevenZFile archive;

  SevenZipArchive(SeekableByteChannel channel, int maxMemoryBytes) throws IOException {
    this.archive =
        SevenZFile.builder()
            .setSeekableByteChannel(channel)
            .setMaxMemoryLimitKiB(maxMemoryBytes >> 10)
            .get();
  }

  @Override
  public Entry next() throws IOException {
    SevenZArchiveEntry entry = archive.getNextEntry();
    if (entry == null) {
      return null;
    }
    boolean file = !entry.isDirectory() && !entry.isAntiItem() && entry.hasStream();
    return new Entry(
        entry.getName() == null ? "content" : entry.getName(),
        file ? archive.getInputStream(entry) : null,
        null);
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
