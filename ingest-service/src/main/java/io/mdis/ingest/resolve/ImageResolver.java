package io.mdis.ingest.resolve;

import io.mdis.contracts.ImageEvent;
import java.io.IOException;
import java.util.List;

/** Asks a registry what a reference leads to. */
@FunctionalInterface
public interface ImageResolver {

  /**
   * The platform images that the event's reference leads to.
   *
   * @throws IOException an {@link io.mdis.image.ImageException} when the registry or the manifest
   *     is at fault
   */
  Resolved resolve(ImageEvent event) throws IOException;

  /**
   * What was found.
   *
   * @param images to be scanned
   * @param skipped what is no image or not of a wanted platform, each for a person
   */
  record Resolved(List<PlatformImage> images, List<String> skipped) {

    /** Copies what it is given. */
    public Resolved {
      images = List.copyOf(images);
      skipped = List.copyOf(skipped);
    }
  }
}
