package io.mdis.ingest.crawl;

import java.time.Duration;

/**
 * How one registry is crawled.
 *
 * @param registry host and optional port
 * @param harbor whether it is asked by Harbor's own interface instead of distribution's lists
 * @param every time from one crawl to the next; null when only on demand
 * @param perSecond requests a second at most, at least 1
 * @param mostRepositories that a crawl looks at
 * @param mostTags of one repository that a crawl looks at
 */
public record CrawlPlan(
    String registry,
    boolean harbor,
    Duration every,
    int perSecond,
    int mostRepositories,
    int mostTags) {

  /** Checks the ranges; throws IllegalArgumentException. */
  public CrawlPlan {
    if (perSecond < 1 || mostRepositories < 1 || mostTags < 1) {
      throw new IllegalArgumentException(
          "the bounds of a crawl of " + registry + " are at least 1");
    }
  }
}
