package io.mdis.measurement.tree;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.Netstrings;
import io.mdis.measurement.Sha384;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a {@link FileManifest}, entry by entry in the order of the paths. */
public final class ManifestWriter implements AutoCloseable {
  private static final Sha384 NONE = Sha384.of(new byte[0]);

  private final Path file;
  private final OutputStream out;
  private final Netstrings body = new Netstrings();
  private ByteString last = ByteString.EMPTY;
  private long entries;

  /** Creates or replaces the file. */
  public ManifestWriter(Path file) throws IOException {
    this.file = file;
    this.out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    out.write(new byte[FileManifest.HEADER]);
  }

  /** Adds an entry; throws IllegalArgumentException when its path doesn't follow the last one. */
  public void add(CanonicalEntry entry) throws IOException {
    if (entry.path().compareTo(last) <= 0) {
      throw new IllegalArgumentException(entry.path() + " comes after " + last);
    }
    int shared = shared(last, entry.path());
    number(shared);
    number(entry.path().length() - shared);
    out.write(entry.path().slice(shared, entry.path().length()).toBytes());
    RecordFormat.body(entry, body.clear());
    number(body.length());
    out.write(body.bytes().toBytes());
    last = entry.path();
    entries++;
  }

  /** Computes the digests from what was written, and writes them into it. */
  public FileManifest finish() throws IOException {
    out.close();
    FileManifest manifest =
        new FileManifest(file, entries, NONE, NONE).computed((path, digest) -> {});
    ByteBuffer header = ByteBuffer.allocate(FileManifest.HEADER);
    header.put(FileManifest.MAGIC).putLong(entries);
    header.put(manifest.files().bytes().toBytes()).put(manifest.directories().bytes().toBytes());
    header.flip();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      while (header.hasRemaining()) {
        channel.write(header, header.position());
      }
    }
    return manifest;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void number(int value) throws IOException {
    int rest = value;
    while (rest >= 0x80) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static int shared(ByteString a, ByteString b) {
    int most = Math.min(a.length(), b.length());
    int i = 0;
    while (i < most && a.at(i) == b.at(i)) {
      i++;
    }
    return i;
  }
}
