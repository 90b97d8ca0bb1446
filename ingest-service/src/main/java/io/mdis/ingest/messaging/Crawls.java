package io.mdis.ingest.messaging;

import com.mongodb.MongoException;
import io.mdis.contracts.Topics;
import io.mdis.image.registry.RegistryClient;
import io.mdis.ingest.config.IngestSettings;
import io.mdis.ingest.crawl.Catalog;
import io.mdis.ingest.crawl.Crawl;
import io.mdis.ingest.crawl.CrawlDesk;
import io.mdis.ingest.crawl.CrawlPlan;
import io.mdis.ingest.crawl.CrawlStore;
import io.mdis.ingest.crawl.Crawler;
import io.mdis.ingest.crawl.DistributionCatalog;
import io.mdis.ingest.crawl.HarborCatalog;
import io.mdis.ingest.crawl.Pace;
import io.mdis.ingest.crawl.SeenTags;
import io.mdis.ingest.rescan.WaitingImages;
import io.mdis.messaging.BrokerConnection;
import io.mdis.messaging.EventPublisher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Goes on with the crawls that are open, each registry by itself and at its pace. */
@ApplicationScoped
public class Crawls {
  private static final Logger LOG = Logger.getLogger(Crawls.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

  /** Longer than a step takes; so long a service that was killed holds up the others. */
  private static final Duration CLAIM = Duration.ofMinutes(5);

  private final String bootstrapServers;
  private final Preparation preparation;
  private final CrawlDesk desk;
  private final CrawlStore store;
  private final SeenTags seen;
  private final RegistryClient client;
  private final IngestSettings settings;
  private final String owner = UUID.randomUUID().toString();
  private final List<Thread> threads = new ArrayList<>();
  private EventPublisher publisher;
  private Admin admin;

  /** Crawls by the plans that the service is configured with. */
  public Crawls(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      Preparation preparation,
      CrawlDesk desk,
      CrawlStore store,
      SeenTags seen,
      RegistryClient client,
      IngestSettings settings) {
    this.bootstrapServers = bootstrapServers;
    this.preparation = preparation;
    this.desk = desk;
    this.store = store;
    this.seen = seen;
    this.client = client;
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    if (desk.plans().isEmpty()) {
      return;
    }
    publisher = new EventPublisher(bootstrapServers);
    admin =
        Admin.create(
            BrokerConnection.settings(
                bootstrapServers,
                Map.of(
                    "default.api.timeout.ms",
                    (int) PATIENCE.toMillis(),
                    "request.timeout.ms",
                    5_000)));
    for (CrawlPlan plan : desk.plans()) {
      threads.add(
          Thread.ofVirtual().name("crawl-" + plan.registry()).start(() -> keepCrawling(plan)));
    }
  }

  void stop(@Observes ShutdownEvent event) {
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (publisher != null) {
      publisher.close();
      admin.close(PATIENCE);
    }
  }

  private void keepCrawling(CrawlPlan plan) {
    try {
      Crawler crawler = crawler(plan);
      WaitingImages waiting = new GroupLag(admin);
      while (!Thread.currentThread().isInterrupted()) {
        Thread.sleep(advance(plan, crawler, waiting));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      LOG.errorf(e, "%s is not crawled", plan.registry());
    }
  }

  /** How long to wait before the next step. */
  private Duration advance(CrawlPlan plan, Crawler crawler, WaitingImages waiting) {
    if (!preparation.done()) {
      return PAUSE;
    }
    try {
      desk.takeDue();
      Optional<Crawl> open = store.claim(plan.registry(), owner, CLAIM, Instant.now());
      // What crawls find waits behind pushes, as rescans do.
      if (open.isEmpty() || waiting.count() > settings.rescan().mostWaiting()) {
        return PAUSE;
      }
      Crawl after = crawler.step(open.get());
      store.save(after, owner);
      if (after.state() != Crawl.State.OPEN) {
        LOG.infof("crawl of %s is %s: %s", plan.registry(), after.state(), after.counts());
      }
      return Duration.ZERO;
    } catch (IOException | MongoException | KafkaException e) {
      LOG.warnf("crawl of %s goes on later: %s", plan.registry(), e);
      return PAUSE_AFTER_FAILURE;
    }
  }

  private Crawler crawler(CrawlPlan plan) throws IOException {
    Pace pace = new Pace(plan.perSecond(), Thread::sleep);
    Catalog catalog =
        plan.harbor()
            ? new HarborCatalog(client, plan.registry(), pace)
            : new DistributionCatalog(client, plan.registry(), pace);
    return new Crawler(
        plan,
        catalog,
        seen,
        event -> publisher.publish(Topics.IMAGE_EVENTS, event.key(), event, PATIENCE),
        Clock.systemUTC());
  }
}
