package io.mdis.report.query;

import java.util.List;
import java.util.Optional;

/**
 * Some of the images that were looked for.
 *
 * @param images fewer than were asked for, even none, where few fit
 * @param next where the next page begins; empty when all images were looked at
 */
public record ImageSearchPage(List<ImageReport> images, Optional<ImageMark> next) {

  /** Copies what it is given. */
  public ImageSearchPage {
    images = List.copyOf(images);
  }
}
