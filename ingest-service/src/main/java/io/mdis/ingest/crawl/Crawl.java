package io.mdis.ingest.crawl;

import java.time.Instant;

/**
 * One look through a registry, and how far it is.
 *
 * @param id of it
 * @param registry host and optional port
 * @param state how far it is
 * @param requestedAt when it was asked for, UTC
 * @param requestedBy who asked; {@code schedule} when nobody did
 * @param position where it goes on
 * @param counts what it has done
 * @param finishedAt null while it is open
 */
public record Crawl(
    String id,
    String registry,
    State state,
    Instant requestedAt,
    String requestedBy,
    CrawlPosition position,
    CrawlCounts counts,
    Instant finishedAt) {

  /** How far a crawl is. */
  public enum State {
    /** It goes on. */
    OPEN,
    /** Everything was looked at, but for what its problems tell. */
    DONE,
    /** The registry gives no list; its problem tells why. */
    FAILED
  }

  /** One that nothing was done of yet. */
  public static Crawl begin(String id, String registry, Instant at, String by) {
    return new Crawl(id, registry, State.OPEN, at, by, CrawlPosition.START, CrawlCounts.NONE, null);
  }

  Crawl at(CrawlPosition where, CrawlCounts what) {
    return new Crawl(id, registry, state, requestedAt, requestedBy, where, what, finishedAt);
  }

  Crawl end(State how, CrawlCounts what, Instant when) {
    return new Crawl(id, registry, how, requestedAt, requestedBy, position, what, when);
  }
}
