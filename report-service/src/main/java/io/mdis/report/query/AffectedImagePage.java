package io.mdis.report.query;

import io.mdis.contracts.Digest;
import java.util.List;
import java.util.Optional;

/**
 * Some of the images that have a flaw, by digest.
 *
 * @param images not deleted ones; fewer than were asked for, even none, where many are deleted
 * @param next the image after which the next page begins; empty on the last one
 */
public record AffectedImagePage(List<AffectedImage> images, Optional<Digest> next) {

  /** Copies what it is given. */
  public AffectedImagePage {
    images = List.copyOf(images);
  }
}
