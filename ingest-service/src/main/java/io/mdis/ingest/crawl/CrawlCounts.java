package io.mdis.ingest.crawl;

/**
 * What a crawl has done so far.
 *
 * @param repositories that were looked through
 * @param images tags that were looked at
 * @param published those that were new or had changed
 * @param closed tags and images that are gone
 * @param problems what could not be looked at
 * @param problem the latest of them, for a person; null when there is none
 */
public record CrawlCounts(
    long repositories, long images, long published, long closed, long problems, String problem) {

  /** Of a crawl that is at its start. */
  public static final CrawlCounts NONE = new CrawlCounts(0, 0, 0, 0, 0, null);

  CrawlCounts repository() {
    return new CrawlCounts(repositories + 1, images, published, closed, problems, problem);
  }

  CrawlCounts looked(int more, int moreNew) {
    return new CrawlCounts(
        repositories, images + more, published + moreNew, closed, problems, problem);
  }

  CrawlCounts closed(int more) {
    return new CrawlCounts(repositories, images, published, closed + more, problems, problem);
  }

  CrawlCounts problem(String what) {
    return new CrawlCounts(repositories, images, published, closed, problems + 1, what);
  }
}
