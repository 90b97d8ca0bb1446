package io.mdis.measurement.tree;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.Netstrings;
import io.mdis.measurement.Sha384;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;

/** Goes through the records of a {@link FileManifest}; holds one of them. */
public final class ManifestCursor implements AutoCloseable {
  private final FileManifest manifest;
  private final DataInputStream in;
  private final MessageDigest hasher = Sha384.hasher();
  private final Netstrings head = new Netstrings();
  private long read;
  private ByteString path = ByteString.EMPTY;
  private ByteString body = ByteString.EMPTY;

  ManifestCursor(FileManifest manifest) throws IOException {
    this.manifest = manifest;
    this.in = FileManifest.stream(manifest.file());
    in.skipNBytes(FileManifest.HEADER);
  }

  /** Goes on to the next record; false after the last. Throws MALFORMED_MANIFEST. */
  public boolean next() throws IOException {
    if (read == manifest.entries()) {
      if (in.read() >= 0) {
        throw FileManifest.malformed(manifest.file(), "more records than it says");
      }
      return false;
    }
    try {
      int shared = number(path.length());
      int own = number(FileManifest.MAX_PATH);
      byte[] bytes = Arrays.copyOf(path.slice(0, shared).toBytes(), shared + own);
      in.readFully(bytes, shared, own);
      ByteString following = ByteString.of(bytes);
      if (following.compareTo(path) <= 0) {
        throw FileManifest.malformed(manifest.file(), "paths aren't in order");
      }
      path = following;
      byte[] record = new byte[number(RecordFormat.MAX_BYTES)];
      in.readFully(record);
      body = ByteString.of(record);
    } catch (EOFException e) {
      throw FileManifest.malformed(manifest.file(), "truncated");
    }
    read++;
    return true;
  }

  /** Path of the record. */
  public ByteString path() {
    return path;
  }

  /** The record without its path. */
  public ByteString body() {
    return body;
  }

  /** The entry that the record describes; throws MALFORMED_MANIFEST. */
  public CanonicalEntry entry() throws IOException {
    return RecordFormat.parse(path, body);
  }

  /** SHA-384 of the record. */
  public byte[] leaf() {
    head.clear().put(path).raw(body).hash(hasher);
    return hasher.digest();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** A number of at most so much in groups of seven bits, the lowest first. */
  private int number(int most) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int octet = in.readUnsignedByte();
      value |= (long) (octet & 0x7f) << shift;
      if (octet < 0x80) {
        if (value > most) {
          throw FileManifest.malformed(manifest.file(), "a length is out of range");
        }
        return (int) value;
      }
    }
    throw FileManifest.malformed(manifest.file(), "a length is out of range");
  }
}
