package io.mdis.image.layer;

import io.mdis.contracts.Digest;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.LayerBlob;
import io.mdis.image.tar.TarException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One pass over a blob: digest, decompression, limits, diffID, tar file and index. */
final class LayerFetch {
  private final LayerLimits limits;

  LayerFetch(LayerLimits limits) {
    this.limits = limits;
  }

  /** Writes both files and returns the tar's digest; throws {@link ImageException}. */
  Digest run(LayerBlob blob, Path tar, Path index) throws IOException {
    LayerDescriptor descriptor = blob.descriptor();
    try (InputStream in = blob.content().open()) {
      byte[] head = in.readNBytes(Compression.HEAD);
      Compression compression = Compression.of(head);
      Digest expected = expected(descriptor, compression);
      boolean hashedAsStored =
          descriptor.digest() != null
              && (compression != Compression.NONE || !descriptor.digest().equals(expected));
      StoredBytes stored = new StoredBytes(head, in, descriptor, hashedAsStored);
      Hashing hashing = new Hashing(expected);
      try (TarSpool spool = new TarSpool(tar, limits)) {
        IndexBuilder entries = spool(stored, compression, spool, hashing);
        Digest actual = hashing.digest();
        check(descriptor, expected, actual);
        entries.write(index, Files.size(tar));
        return actual;
      }
    }
  }

  private IndexBuilder spool(
      StoredBytes stored, Compression compression, TarSpool spool, Hashing hashing)
      throws IOException {
    IndexBuilder entries;
    try {
      copy(stored, compression, spool, hashing);
      entries = spool.finish();
    } catch (ImageException | InterruptedIOException e) {
      throw e;
    } catch (TarException e) {
      if (isContent(e.problem())) {
        stored.verify();
      }
      throw new ImageException(e.problem(), e.getMessage(), e);
    } catch (EOFException e) {
      stored.verify();
      throw new ImageException(ImageProblem.TRUNCATED, e.getMessage(), e);
    } catch (IOException e) {
      stored.verify();
      throw new ImageException(ImageProblem.MALFORMED_LAYER, "can't be read: " + e.getMessage(), e);
    }
    stored.verify();
    return entries;
  }

  private void copy(StoredBytes stored, Compression compression, TarSpool spool, Hashing hashing)
      throws IOException {
    try (InputStream plain = compression.open(new Unclosed(stored));
        ChunkReaders readers =
            new ChunkReaders(spool::write, (bytes, length) -> hashing.update(bytes, 0, length))) {
      long total = 0;
      while (true) {
        byte[] buffer = readers.take();
        int n = plain.readNBytes(buffer, 0, buffer.length);
        total += n;
        checkSize(total, stored.count());
        readers.put(buffer, n);
        if (n < buffer.length) {
          readers.finish();
          return;
        }
      }
    }
  }

  private void checkSize(long total, long stored) throws ImageException {
    if (total > limits.maxLayerBytes()) {
      throw new ImageException(
          ImageProblem.LAYER_BYTES,
          "larger than " + limits.maxLayerBytes() + " bytes uncompressed, the most allowed");
    }
    if (total > LayerLimits.RATIO_FREE_BYTES && total / limits.maxRatio() > stored) {
      throw new ImageException(
          ImageProblem.LAYER_RATIO,
          total
              + " bytes came of "
              + stored
              + " compressed ones; at most "
              + limits.maxRatio()
              + " times as much is allowed");
    }
  }

  /** What the tar should hash to: of a plain one with no diffID that's the blob's own digest. */
  private static Digest expected(LayerDescriptor descriptor, Compression compression) {
    boolean plain = compression == Compression.NONE;
    return descriptor.diffId() == null && plain ? descriptor.digest() : descriptor.diffId();
  }

  private static void check(LayerDescriptor descriptor, Digest expected, Digest actual)
      throws ImageException {
    if (expected != null && !expected.equals(actual)) {
      boolean own = expected.equals(descriptor.digest());
      throw new ImageException(
          own ? ImageProblem.DIGEST_MISMATCH : ImageProblem.DIFF_ID_MISMATCH,
          "its tar has digest "
              + actual
              + " and not "
              + expected
              + "; nothing of it is kept or used");
    }
  }

  private static boolean isContent(ImageProblem problem) {
    return problem == ImageProblem.MALFORMED_LAYER || problem == ImageProblem.TRUNCATED;
  }

  /** Keeps a decompressor from closing what is still to be checked. */
  private static final class Unclosed extends java.io.FilterInputStream {
    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {
      // The source is closed by whoever opened it.
    }
  }
}
