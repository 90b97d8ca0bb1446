package io.mdis.image.archive;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Platform;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** An image whose bytes are in a file or folder that stays open as long as it is used. */
// The configuration is bytes by the interface; images are never compared.
@SuppressWarnings("ArrayRecordComponent")
record ArchivedImage(
    String name,
    Digest digest,
    Digest configDigest,
    Platform platform,
    byte[] config,
    List<LayerBlob> layers,
    Closeable content)
    implements ImageSource {

  @Override
  public void close() throws IOException {
    content.close();
  }
}
