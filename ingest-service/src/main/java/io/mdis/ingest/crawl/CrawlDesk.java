package io.mdis.ingest.crawl;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Takes what is to be crawled: registries with a plan, one crawl of each at a time. */
public final class CrawlDesk {
  private static final String SCHEDULE = "schedule";

  private final List<CrawlPlan> plans;
  private final CrawlStore store;
  private final Clock clock;

  /** Crawls by these plans alone. */
  public CrawlDesk(List<CrawlPlan> plans, CrawlStore store, Clock clock) {
    this.plans = List.copyOf(plans);
    this.store = store;
    this.clock = clock;
  }

  /** What may be crawled. */
  public List<CrawlPlan> plans() {
    return plans;
  }

  /**
   * Begins a crawl; one that is open already stays the one. Empty when the registry has no plan.
   *
   * @param by who asks
   */
  public Optional<Crawl> take(String registry, String by) {
    return plans.stream()
        .filter(
            plan ->
                plan.registry().toLowerCase(Locale.ROOT).equals(registry.toLowerCase(Locale.ROOT)))
        .findFirst()
        .map(plan -> begin(plan, by));
  }

  /** Begins what is due. */
  public void takeDue() {
    for (CrawlPlan plan : plans) {
      if (plan.every() != null && isDue(plan)) {
        begin(plan, SCHEDULE);
      }
    }
  }

  private boolean isDue(CrawlPlan plan) {
    return store
        .latest(plan.registry())
        .map(crawl -> !crawl.requestedAt().plus(plan.every()).isAfter(clock.instant()))
        .orElse(true);
  }

  private Crawl begin(CrawlPlan plan, String by) {
    return store.add(
        Crawl.begin(UUID.randomUUID().toString(), plan.registry(), clock.instant(), by));
  }
}
