package io.mdis.image.layer;

import io.mdis.contracts.Digest;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.image.LayerBlob;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Layer blobs from bytes. */
public final class TestBlobs {
  private TestBlobs() {}

  public static Digest digest(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Digest.sha256(HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public static LayerBlob plain(byte[] tar) {
    return of(tar, digest(tar), digest(tar));
  }

  public static LayerBlob gzipped(byte[] tar) {
    byte[] stored = gzip(tar);
    return of(stored, digest(stored), digest(tar));
  }

  public static LayerBlob of(byte[] stored, Digest digest, Digest diffId) {
    return new LayerBlob(
        new LayerDescriptor(
            digest, diffId, "application/vnd.oci.image.layer.v1.tar+gzip", stored.length),
        () -> new ByteArrayInputStream(stored));
  }
}
