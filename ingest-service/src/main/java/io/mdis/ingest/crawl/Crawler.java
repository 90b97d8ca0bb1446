package io.mdis.ingest.crawl;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageEvent;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.registry.NamePage;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/**
 * Goes through one registry in steps. Each step is small, ends in a position that can be kept, and
 * may be done again with the same outcome. Nothing is closed because a list lacks it: the registry
 * is asked for it first.
 */
public final class Crawler {
  private static final int CLOSED_AT_ONCE = 50;
  private static final String SOURCE = "crawl";

  /** Where events go; returns when one is kept safely. */
  @FunctionalInterface
  public interface Outlet {
    /** Throws when it is not certain that the event is kept. */
    void publish(ImageEvent event) throws IOException;
  }

  private final CrawlPlan plan;
  private final Catalog catalog;
  private final SeenTags seen;
  private final Outlet outlet;
  private final Clock clock;

  /** Crawls by a plan. */
  public Crawler(CrawlPlan plan, Catalog catalog, SeenTags seen, Outlet outlet, Clock clock) {
    this.plan = plan;
    this.catalog = catalog;
    this.seen = seen;
    this.outlet = outlet;
    this.clock = clock;
  }

  /**
   * The crawl after its next step.
   *
   * @throws IOException when the step is to be tried again later
   */
  public Crawl step(Crawl crawl) throws IOException {
    CrawlPosition at = crawl.position();
    if (at.waiting().isEmpty()) {
      return at.listed()
          ? crawl.end(Crawl.State.DONE, crawl.counts(), clock.instant())
          : list(crawl);
    }
    String repository = at.waiting().getFirst();
    if (at.closing()) {
      return close(crawl, repository);
    }
    try {
      return look(crawl, repository, catalog.images(repository, at.nextImages()));
    } catch (ImageException e) {
      if (e.problem().retryable()) {
        throw e;
      }
      if (e.problem() == ImageProblem.NOT_FOUND) {
        // Distribution calls a repository unknown when its last tag is gone.
        return crawl.at(at.looking(null, 0), crawl.counts());
      }
      return skip(crawl, e.getMessage());
    }
  }

  private Crawl list(Crawl crawl) throws IOException {
    NamePage page;
    try {
      page = catalog.repositories(crawl.position().nextRepositories());
    } catch (ImageException e) {
      if (e.problem().retryable()) {
        throw e;
      }
      return crawl.end(Crawl.State.FAILED, crawl.counts().problem(e.getMessage()), clock.instant());
    }
    long room = plan.mostRepositories() - crawl.counts().repositories();
    List<String> names = page.names();
    if (names.size() > room) {
      CrawlCounts counts =
          crawl
              .counts()
              .problem(
                  "%s has more than %d repositories; the rest was left out"
                      .formatted(plan.registry(), plan.mostRepositories()));
      names = names.subList(0, (int) room);
      return crawl.at(crawl.position().listing(names, null), counts);
    }
    return crawl.at(crawl.position().listing(names, page.next()), crawl.counts());
  }

  private Crawl look(Crawl crawl, String repository, ImagePage page) throws IOException {
    CrawlCounts counts = crawl.counts();
    for (String problem : page.problems()) {
      counts = counts.problem(problem);
    }
    int published = 0;
    for (ListedImage image : page.images()) {
      if (isNews(repository, image)) {
        publish(ImageEvent.Kind.CRAWL, repository, image.tag(), image.digest());
        published++;
      }
      seen.see(crawl.id(), plan.registry(), repository, image);
    }
    // Each page counts, so that no list goes on for ever.
    int had = Math.max(1, page.images().size() + page.problems().size());
    CrawlPosition next = crawl.position().looking(page.next(), had);
    Crawl after = crawl.at(next, counts.looked(page.images().size(), published));
    if (next.images() >= plan.mostTags() && page.next() != null) {
      return skip(
          after,
          "%s/%s has more than %d tags; the rest was left out"
              .formatted(plan.registry(), repository, plan.mostTags()));
    }
    return after;
  }

  private boolean isNews(String repository, ListedImage image) {
    return image.image()
        && seen.digest(plan.registry(), repository, image.tag())
            .filter(image.digest()::equals)
            .isEmpty()
        && !seen.stored(plan.registry(), repository, image);
  }

  /** First tags that are gone, then images that no tag names and the registry no longer has. */
  private Crawl close(Crawl crawl, String repository) throws IOException {
    List<String> missed = seen.missed(crawl.id(), plan.registry(), repository, CLOSED_AT_ONCE);
    if (!missed.isEmpty()) {
      return crawl.at(
          crawl.position(), crawl.counts().closed(closeTags(crawl, repository, missed)));
    }
    List<Digest> stored =
        seen.storedAfter(
            plan.registry(), repository, crawl.position().closedUpTo(), CLOSED_AT_ONCE);
    int closed = 0;
    for (Digest digest : stored) {
      if (!seen.names(plan.registry(), repository, digest)
          && !catalog.has(repository, null, digest)) {
        publish(ImageEvent.Kind.DELETE, repository, null, digest);
        closed++;
      }
    }
    CrawlCounts counts = crawl.counts().closed(closed);
    return stored.size() < CLOSED_AT_ONCE
        ? crawl.at(crawl.position().nextRepository(), counts.repository())
        : crawl.at(crawl.position().closing(stored.getLast().toString()), counts);
  }

  private int closeTags(Crawl crawl, String repository, List<String> tags) throws IOException {
    int closed = 0;
    for (String tag : tags) {
      if (catalog.has(repository, tag, null)) {
        seen.keep(crawl.id(), plan.registry(), repository, tag);
      } else {
        publish(ImageEvent.Kind.DELETE, repository, tag, null);
        seen.forget(plan.registry(), repository, tag);
        closed++;
      }
    }
    return closed;
  }

  /** Goes on with the next repository; of this one nothing is closed, for not all was seen. */
  private static Crawl skip(Crawl crawl, String problem) {
    return crawl.at(
        crawl.position().nextRepository(), crawl.counts().problem(problem).repository());
  }

  private void publish(ImageEvent.Kind kind, String repository, String tag, Digest digest)
      throws IOException {
    outlet.publish(
        new ImageEvent(
            UUID.randomUUID().toString(),
            kind,
            SOURCE,
            plan.registry(),
            repository,
            tag,
            digest,
            null,
            clock.instant()));
  }
}
