package io.mdis.worker.consume;

import io.mdis.contracts.ImageMessage;
import io.mdis.image.ImageSource;
import java.io.IOException;

/** Opens the image that a message names. */
@FunctionalInterface
public interface ImageSources {
  /** The image, by its manifest digest; throws ImageException when it can't be had. */
  ImageSource open(ImageMessage image) throws IOException;
}
