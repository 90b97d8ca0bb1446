package io.mdis.report.query;

import java.util.List;
import java.util.Optional;

/**
 * Some images, newest first.
 *
 * @param images with what every dimension says, without versions and facts
 * @param next where the next page begins; empty on the last one
 */
public record ImagePage(List<ImageReport> images, Optional<ImageCursor> next) {

  /** Copies what it is given. */
  public ImagePage {
    images = List.copyOf(images);
  }
}
