package io.mdis.ingest.resolve;

import io.mdis.contracts.ImageMessage;
import java.io.IOException;

/** Where images to be scanned go. */
@FunctionalInterface
public interface ImageOutlet {

  /** Returns when the image is kept safely; throws when that is not certain. */
  void publish(ImageMessage image) throws IOException;
}
