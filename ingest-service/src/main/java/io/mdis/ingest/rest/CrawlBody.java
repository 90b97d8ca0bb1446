package io.mdis.ingest.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.ingest.crawl.Crawl;
import java.time.Instant;

/**
 * What is told of a crawl.
 *
 * @param id of it
 * @param registry that is looked through
 * @param state OPEN, DONE or FAILED
 * @param requestedAt when it was asked for, UTC
 * @param requestedBy who asked, or schedule
 * @param repositories that were looked through
 * @param images tags that were looked at
 * @param published those that were new or had changed
 * @param closed tags and images that are gone
 * @param problems what could not be looked at
 * @param problem the latest of them; absent when there is none
 * @param finishedAt absent while it is open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CrawlBody(
    String id,
    String registry,
    String state,
    Instant requestedAt,
    String requestedBy,
    long repositories,
    long images,
    long published,
    long closed,
    long problems,
    String problem,
    Instant finishedAt) {

  static CrawlBody of(Crawl crawl) {
    return new CrawlBody(
        crawl.id(),
        crawl.registry(),
        crawl.state().name(),
        crawl.requestedAt(),
        crawl.requestedBy(),
        crawl.counts().repositories(),
        crawl.counts().images(),
        crawl.counts().published(),
        crawl.counts().closed(),
        crawl.counts().problems(),
        crawl.counts().problem(),
        crawl.finishedAt());
  }
}
