package io.mdis.content;

import io.mdis.contracts.LayerDescriptor;
import io.mdis.image.LayerBlob;
import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;

/** Layers of a store from the bytes of a tar. */
final class Layers {
  private Layers() {}

  static Layer of(Path directory, byte[] tar) throws IOException {
    LayerStore store = new LayerStore(directory, 1L << 30, LayerLimits.DEFAULT);
    // Without digests: computing is the store's business.
    java.security.MessageDigest sha;
    try {
      sha = java.security.MessageDigest.getInstance("SHA-256");
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    var digest =
        io.mdis.contracts.Digest.sha256(java.util.HexFormat.of().formatHex(sha.digest(tar)));
    return store.acquire(
        new LayerBlob(
            new LayerDescriptor(
                digest, digest, "application/vnd.oci.image.layer.v1.tar", tar.length),
            () -> new ByteArrayInputStream(tar)));
  }
}
