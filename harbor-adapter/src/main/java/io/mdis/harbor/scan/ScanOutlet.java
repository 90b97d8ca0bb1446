package io.mdis.harbor.scan;

import io.mdis.contracts.ImageEvent;
import java.io.IOException;

/** Where an image is submitted. */
@FunctionalInterface
public interface ScanOutlet {
  /** Returns when the event is kept safely; throws when that is not certain. */
  void publish(ImageEvent event) throws IOException;
}
