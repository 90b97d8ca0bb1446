package io.mdis.ingest.crawl;

import java.util.List;

/**
 * Where a crawl goes on.
 *
 * @param nextRepositories asks for the next page of repositories; null at the start
 * @param listed whether the last page of them was had
 * @param waiting repositories that were listed and are not done; the first is being looked at
 * @param nextImages asks for the next page of its images; null at its start
 * @param images of it that were looked at
 * @param closing whether all were, and what is gone is being looked for
 * @param closedUpTo digest of the last stored image that was looked at for that; empty at the start
 */
public record CrawlPosition(
    String nextRepositories,
    boolean listed,
    List<String> waiting,
    String nextImages,
    int images,
    boolean closing,
    String closedUpTo) {

  /** Before everything. */
  public static final CrawlPosition START =
      new CrawlPosition(null, false, List.of(), null, 0, false, "");

  /** Copies the repositories. */
  public CrawlPosition {
    waiting = List.copyOf(waiting);
  }

  CrawlPosition listing(List<String> repositories, String next) {
    return new CrawlPosition(next, next == null, repositories, null, 0, false, "");
  }

  CrawlPosition looking(String next, int more) {
    return new CrawlPosition(
        nextRepositories, listed, waiting, next, images + more, next == null, "");
  }

  CrawlPosition closing(String upTo) {
    return new CrawlPosition(nextRepositories, listed, waiting, null, images, true, upTo);
  }

  CrawlPosition nextRepository() {
    return new CrawlPosition(
        nextRepositories, listed, waiting.subList(1, waiting.size()), null, 0, false, "");
  }
}
