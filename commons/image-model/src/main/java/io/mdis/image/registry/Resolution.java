package io.mdis.image.registry;

import io.mdis.image.ImageSource;
import java.util.List;

/**
 * What a reference leads to.
 *
 * @param images one per platform
 * @param skipped what is no image, or of a platform that isn't wanted
 */
public record Resolution(List<ImageSource> images, List<SkippedManifest> skipped) {
  /** The lists are kept as they are. */
  public Resolution {
    images = List.copyOf(images);
    skipped = List.copyOf(skipped);
  }
}
