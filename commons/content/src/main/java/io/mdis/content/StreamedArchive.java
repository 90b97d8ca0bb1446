package io.mdis.content;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveInputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** An archive that is read from front to back. */
final class StreamedArchive implements ArchiveReader {
  private final HeaderGuard guard;
  private final ArchiveInputStream<?> archive;

  /** A zip, tar, ar or cpio. */
  StreamedArchive(FileKind kind, InputStream in) throws IOException {
    this.guard = new HeaderGuard(new BufferedInputStream(in, 1 << 14));
    this.archive =
        switch (kind) {
          // Stored members of unknown size are held in memory to find their end; guarded below.
          case ZIP -> new ZipArchiveInputStream(guard, "UTF-8", true, true, true);
          case TAR -> new TarArchiveInputStream(guard, "UTF-8");
          case AR -> new ArArchiveInputStream(guard);
          case CPIO -> new CpioArchiveInputStream(guard);
          default -> throw new IllegalArgumentException(kind + " is not streamed");
        };
  }

  @Override
  public Entry next() throws IOException {
    guard.begin();
    ArchiveEntry entry = archive.getNextEntry();
    if (entry == null) {
      return null;
    }
    if (isSearched(entry)) {
      guard.search();
    } else {
      guard.end();
    }
    boolean file =
        switch (entry) {
          case TarArchiveEntry tar -> tar.isFile() && !tar.isLink() && !tar.isSymbolicLink();
          case CpioArchiveEntry cpio -> cpio.isRegularFile();
          case ZipArchiveEntry zip -> !zip.isDirectory() && !zip.isUnixSymlink();
          default -> !entry.isDirectory();
        };
    return new Entry(entry.getName(), file ? archive : null, file ? refused(entry) : null);
  }

  /** Whether only what follows says where it ends (APPNOTE 4.4.4, bit 3). */
  private static boolean isSearched(ArchiveEntry entry) {
    return entry instanceof ZipArchiveEntry zip
        && zip.getMethod() == ZipArchiveEntry.STORED
        && zip.getGeneralPurposeBit().usesDataDescriptor();
  }

  private ArchiveStop refused(ArchiveEntry entry) {
    if (entry instanceof ZipArchiveEntry zip && zip.getGeneralPurposeBit().usesEncryption()) {
      return new ArchiveStop("archive.encrypted", "it is encrypted");
    }
    return archive.canReadEntryData(entry)
        ? null
        : new ArchiveStop("archive.unsupported", "it is stored in a way that can't be read");
  }

  @Override
  public void close() throws IOException {
    archive.close();
  }
}
