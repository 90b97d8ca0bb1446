package io.mdis.ingest.config;

import io.mdis.ingest.application.EventOutlet;
import io.mdis.ingest.application.Intake;
import io.mdis.ingest.application.KnownRegistries;
import io.mdis.ingest.application.webhook.PayloadParser;
import io.mdis.ingest.crawl.CrawlDesk;
import io.mdis.ingest.crawl.CrawlPlan;
import io.mdis.ingest.crawl.CrawlStore;
import io.mdis.ingest.rescan.RescanDesk;
import io.mdis.ingest.rescan.RescanStore;
import io.mdis.ingest.resolve.ImageResolver;
import io.mdis.ingest.resolve.RegistryResolver;
import io.mdis.registries.NamedImages;
import io.mdis.registries.RegistrySettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the parts together that know no framework. */
@ApplicationScoped
public class IngestParts {

  @Produces
  @Singleton
  KnownRegistries registries(RegistrySettings settings) {
    return new KnownRegistries(
        settings.all().stream().map(RegistrySettings.Registry::host).toList());
  }

  @Produces
  @Singleton
  Intake intake(KnownRegistries registries, EventOutlet outlet) {
    return new Intake(registries, outlet, Clock.systemUTC());
  }

  @Produces
  @Singleton
  ImageResolver resolver(NamedImages images) {
    return new RegistryResolver(images);
  }

  @Produces
  @Singleton
  RescanDesk rescanDesk(RescanStore store, IngestSettings settings) {
    return new RescanDesk(store, settings.rescan().mostOpen(), Clock.systemUTC());
  }

  @Produces
  @Singleton
  CrawlDesk crawlDesk(CrawlStore store, IngestSettings settings, KnownRegistries registries) {
    return new CrawlDesk(
        settings.crawls().values().stream().map(crawl -> plan(crawl, registries)).toList(),
        store,
        Clock.systemUTC());
  }

  private static CrawlPlan plan(IngestSettings.Crawl crawl, KnownRegistries registries) {
    if (!registries.contains(crawl.registry())) {
      throw new IllegalArgumentException(
          "mdis.ingest.crawls: " + KnownRegistries.complaint(crawl.registry()));
    }
    boolean harbor =
        switch (crawl.kind()) {
          case "harbor" -> true;
          case "distribution" -> false;
          default ->
              throw new IllegalArgumentException(
                  "mdis.ingest.crawls: kind is harbor or distribution, not " + crawl.kind());
        };
    return new CrawlPlan(
        crawl.registry(),
        harbor,
        crawl.every().orElse(null),
        crawl.requestsPerSecond(),
        crawl.mostRepositories(),
        crawl.mostTags());
  }

  @Produces
  @Singleton
  PayloadParser parser() {
    return new PayloadParser();
  }
}
