package io.mdis.ingest.crawl;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps crawls. Safe for several services at once. */
public interface CrawlStore {

  /** Keeps a new one; the open one of that registry, when there is one by now. */
  Crawl add(Crawl crawl);

  /** That one. */
  Optional<Crawl> find(String id);

  /** The newest first. */
  List<Crawl> latest(int count);

  /** The newest of a registry. */
  Optional<Crawl> latest(String registry);

  /**
   * The open one of a registry, for its owner to go on with alone.
   *
   * @param owner who asks; the same may ask again
   * @param time for which nobody else is given it
   */
  Optional<Crawl> claim(String registry, String owner, Duration time, Instant now);

  /** Notes how far it is, unless somebody else has it by now. */
  void save(Crawl crawl, String owner);
}
