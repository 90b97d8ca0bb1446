package io.mdis.image.registry;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Platform;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import java.util.List;

/** An image in a registry; its layers are fetched when they are opened. */
@SuppressWarnings("ArrayRecordComponent") // Never compared; the bytes are only read.
record RegistryImage(
    String name,
    Digest digest,
    Digest configDigest,
    Platform platform,
    byte[] config,
    List<LayerBlob> layers)
    implements ImageSource {
  @Override
  public void close() {
    // Each layer's stream is closed by whoever opened it; nothing else is held.
  }
}
