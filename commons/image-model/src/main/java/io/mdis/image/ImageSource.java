package io.mdis.image;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Platform;
import java.io.IOException;
import java.util.List;

/** One platform image, from a registry, an archive or a folder. */
public interface ImageSource extends AutoCloseable {

  /** What a person calls it: the reference or the file's name. */
  String name();

  /** Digest of the manifest; for sources without one, of the image configuration. */
  Digest digest();

  /** Digest of the image configuration. */
  Digest configDigest();

  /** Platform that the image configuration names. */
  Platform platform();

  /** Image configuration as JSON, at most 8 MiB. */
  byte[] config();

  /** Layers from the base upwards. */
  List<LayerBlob> layers();

  @Override
  void close() throws IOException;
}
