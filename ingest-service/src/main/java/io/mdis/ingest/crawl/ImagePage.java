package io.mdis.ingest.crawl;

import java.util.List;

/**
 * A page of what a repository has.
 *
 * @param images by their tags
 * @param problems why some are missing, each for a person
 * @param next asks for the page after it; null when it is the last
 */
public record ImagePage(List<ListedImage> images, List<String> problems, String next) {
  /** Copies what it is given. */
  public ImagePage {
    images = List.copyOf(images);
    problems = List.copyOf(problems);
  }
}
