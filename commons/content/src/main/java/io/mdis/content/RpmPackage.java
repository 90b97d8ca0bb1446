package io.mdis.content;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * An RPM package as an archive of one member, its payload, which is a cpio that is mostly
 * compressed. Before it are a lead and two headers, which are passed over ("RPM V4 Package Format",
 * rpm.org: lead, signature, header, payload). Nothing of them is held in memory.
 */
final class RpmPackage implements ArchiveReader {
  private static final int LEAD = 96;
  private static final int HEADER = 0x8eade801;
  private static final int INDEX_ENTRY = 16;
  private static final int ALIGNMENT = 8;

  /** What rpm itself refuses (lib/header.c): more tags, more bytes. */
  private static final int MOST_TAGS = 0xffff;

  private static final int MOST_BYTES = 256 << 20;

  private final DataInputStream in;
  private boolean done;

  RpmPackage(InputStream in) {
    this.in = new DataInputStream(new BufferedInputStream(in, 1 << 14));
  }

  @Override
  public Entry next() throws IOException {
    if (done) {
      return null;
    }
    done = true;
    in.skipNBytes(LEAD);
    long signature = skipHeader();
    in.skipNBytes((ALIGNMENT - signature % ALIGNMENT) % ALIGNMENT);
    skipHeader();
    return payload();
  }

  /** Returns how many bytes it had. */
  private long skipHeader() throws IOException {
    int magic = in.readInt();
    in.readInt(); // Reserved.
    int tags = in.readInt();
    int bytes = in.readInt();
    if (magic != HEADER || tags < 0 || tags > MOST_TAGS || bytes < 0 || bytes > MOST_BYTES) {
      throw new ArchiveStop("archive.damaged", "it has no header where a package has one");
    }
    long rest = (long) tags * INDEX_ENTRY + bytes;
    in.skipNBytes(rest);
    return 4L * Integer.BYTES + rest;
  }

  private Entry payload() throws IOException {
    in.mark(FileKind.HEAD);
    byte[] head = in.readNBytes(FileKind.HEAD);
    in.reset();
    FileKind kind = FileKind.of(head, head.length);
    String ending =
        switch (kind) {
          case GZIP -> ".gz";
          case BZIP2 -> ".bz2";
          case XZ -> ".xz";
          case ZSTD -> ".zst";
          default -> "";
        };
    boolean known = !ending.isEmpty() || kind == FileKind.CPIO || kind == FileKind.EMPTY;
    ArchiveStop refused =
        known
            ? null
            : new ArchiveStop(
                "archive.unsupported", "the payload of the package is compressed in another way");
    return new Entry("payload.cpio" + ending, in, refused);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
