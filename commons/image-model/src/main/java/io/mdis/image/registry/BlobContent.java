package io.mdis.image.registry;

import java.io.IOException;
import java.io.InputStream;

/** Bytes to push, which can be read more than once. */
@FunctionalInterface
public interface BlobContent {
  /** A stream from so many bytes on; the caller closes it. */
  InputStream open(long from) throws IOException;
}
