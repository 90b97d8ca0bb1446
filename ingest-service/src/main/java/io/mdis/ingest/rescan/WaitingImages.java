package io.mdis.ingest.rescan;

import java.io.IOException;

/** How much the workers have before them. */
@FunctionalInterface
public interface WaitingImages {

  /**
   * Images that the slowest dimension has not scanned yet.
   *
   * @throws IOException when that can't be told
   */
  long count() throws IOException;
}
