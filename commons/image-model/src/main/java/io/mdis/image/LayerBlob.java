package io.mdis.image;

import io.mdis.contracts.LayerDescriptor;
import java.io.IOException;
import java.io.InputStream;

/**
 * A layer as its source stores it, compressed or not, and how to read it.
 *
 * @param descriptor digest, diffID, media type and size, unchecked until the bytes were read
 * @param content opens the stored bytes from the beginning; may be opened more than once
 */
public record LayerBlob(LayerDescriptor descriptor, Content content) {

  /** Bytes of a blob. */
  @FunctionalInterface
  public interface Content {
    /** A new stream over the blob as stored; throws {@link ImageException} when it can't be had. */
    InputStream open() throws IOException;
  }
}
