package io.mdis.measurement.tree;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.Sha384;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The per-file list of a layer in a file: every record, in the order of the paths. Its layout is in
 * docs/reference/measurement.md. It is read one record at a time. What a list says of its own
 * digest counts only once {@link #verify} has computed it from the records.
 *
 * @param file where it is
 * @param entries number of records
 * @param files LTD1 over them
 * @param directories LDD1 of the root
 */
public record FileManifest(Path file, long entries, Sha384 files, Sha384 directories) {
  static final byte[] MAGIC = {'M', 'D', 'I', 'S', 'F', 'M', 0, 1};
  static final int HEADER = MAGIC.length + Long.BYTES + 2 * Sha384.BYTES;

  /** Longest path that is read, in bytes. */
  static final int MAX_PATH = 1 << 16;

  /** Reads the header; throws MALFORMED_MANIFEST. */
  public static FileManifest open(Path file) throws IOException {
    try (DataInputStream in = stream(file)) {
      if (!ByteString.of(in.readNBytes(MAGIC.length)).equals(ByteString.of(MAGIC))) {
        throw malformed(file, "no list of files of a version that is known");
      }
      byte[] header = in.readNBytes(HEADER - MAGIC.length);
      if (header.length < HEADER - MAGIC.length) {
        throw malformed(file, "truncated");
      }
      long entries = java.nio.ByteBuffer.wrap(header).getLong();
      return new FileManifest(
          file,
          entries,
          new Sha384(ByteString.of(header, Long.BYTES, Sha384.BYTES)),
          new Sha384(ByteString.of(header, Long.BYTES + Sha384.BYTES, Sha384.BYTES)));
    }
  }

  /** The records from the first; to be closed. */
  public ManifestCursor cursor() throws IOException {
    return new ManifestCursor(this);
  }

  /** Computes both digests from the records; throws MALFORMED_MANIFEST when one is another. */
  public void verify() throws IOException {
    if (!computed((path, digest) -> {}).equals(this)) {
      throw malformed(file, "its records don't give the digests that it names");
    }
  }

  /** The digest of every directory that has anything in it, subdirectories first. */
  public void forEachDirectory(DirectoryDigests.Sink sink) throws IOException {
    computed(sink);
  }

  FileManifest computed(DirectoryDigests.Sink sink) throws IOException {
    TreeDigest tree = new TreeDigest(entries);
    DirectoryDigests folders = new DirectoryDigests(sink);
    try (ManifestCursor cursor = cursor()) {
      while (cursor.next()) {
        byte[] leaf = cursor.leaf();
        tree.add(leaf);
        folders.add(cursor.path(), leaf);
      }
    }
    return new FileManifest(file, entries, tree.value(), folders.finish());
  }

  static DataInputStream stream(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
  }

  static MeasurementException malformed(Path file, String what) {
    return new MeasurementException(
        MeasurementProblem.MALFORMED_MANIFEST, "list of files " + file.getFileName() + ": " + what);
  }
}
