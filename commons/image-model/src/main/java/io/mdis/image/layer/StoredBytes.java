package io.mdis.image.layer;

import io.mdis.contracts.Digest;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A blob's bytes as they come from its source: counted, and hashed where that is asked for. */
final class StoredBytes extends InputStream {
  private final InputStream in;
  private final LayerDescriptor descriptor;
  private final Hashing hashing;
  private byte[] head;
  private int headAt;
  private long count;

  /** Begins with bytes already taken from the stream; without hashing nothing is compared. */
  StoredBytes(byte[] head, InputStream in, LayerDescriptor descriptor, boolean hashed) {
    this.head = head;
    this.in = in;
    this.descriptor = descriptor;
    this.hashing = hashed ? new Hashing(descriptor.digest()) : null;
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int n = headAt < head.length ? readHead(bytes, offset, length) : readOn(bytes, offset, length);
    if (n <= 0) {
      return n;
    }
    count += n;
    if (descriptor.size() > 0 && count > descriptor.size()) {
      throw new ImageException(
          ImageProblem.DIGEST_MISMATCH,
          "the source sent more than the " + descriptor.size() + " bytes that the manifest names");
    }
    if (hashing != null) {
      hashing.update(bytes, offset, n);
    }
    return n;
  }

  /** Reads what is left, then throws TRUNCATED or DIGEST_MISMATCH if this isn't the blob. */
  void verify() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    if (count < descriptor.size()) {
      throw new ImageException(
          ImageProblem.TRUNCATED,
          "the source sent " + count + " of " + descriptor.size() + " bytes; try again");
    }
    if (hashing != null) {
      Digest actual = hashing.digest();
      if (!actual.equals(descriptor.digest())) {
        throw new ImageException(
            ImageProblem.DIGEST_MISMATCH,
            "its bytes have digest " + actual + "; nothing of it is kept or used");
      }
    }
  }

  private int readHead(byte[] bytes, int offset, int length) {
    int n = Math.min(length, head.length - headAt);
    System.arraycopy(head, headAt, bytes, offset, n);
    headAt += n;
    return n;
  }

  private int readOn(byte[] bytes, int offset, int length) throws IOException {
    try {
      return in.read(bytes, offset, length);
    } catch (ImageException e) {
      throw e;
    } catch (IOException e) {
      throw new ImageException(
          ImageProblem.UNAVAILABLE, "its source failed after " + count + " bytes: " + e, e);
    }
  }
}
