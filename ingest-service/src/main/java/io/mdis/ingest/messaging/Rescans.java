package io.mdis.ingest.messaging;

import com.mongodb.MongoException;
import io.mdis.contracts.Topics;
import io.mdis.ingest.config.IngestSettings;
import io.mdis.ingest.rescan.RescanFeed;
import io.mdis.ingest.rescan.RescanStore;
import io.mdis.messaging.BrokerConnection;
import io.mdis.messaging.EventPublisher;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Feeds the workers with what is to be scanned again, all the time and slowly. */
@ApplicationScoped
public class Rescans {

  private static final Logger LOG = Logger.getLogger(Rescans.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String bootstrapServers;
  private final Preparation preparation;
  private final RescanStore store;
  private final IngestSettings settings;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("feed-rescans").daemon().factory());
  private Admin admin;
  private EventPublisher publisher;
  private RescanFeed feed;

  /** Feeds the broker that the service is configured with. */
  public Rescans(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      Preparation preparation,
      RescanStore store,
      IngestSettings settings) {
    this.bootstrapServers = bootstrapServers;
    this.preparation = preparation;
    this.store = store;
    this.settings = settings;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It ends with the clock; failures are logged.
  void start(@Observes StartupEvent event) {
    clock.scheduleWithFixedDelay(
        this::runSafely, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    clock.shutdownNow();
    try {
      boolean unused = clock.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (publisher != null) {
      publisher.close();
    }
    if (admin != null) {
      admin.close(PATIENCE);
    }
  }

  private void runSafely() {
    if (!preparation.done()) {
      return;
    }
    try {
      int most =
          Math.max(1, settings.rescan().perMinute() / (int) Duration.ofMinutes(1).toSeconds());
      int handedOn = connected().feed(most);
      if (handedOn > 0) {
        LOG.debugf("handed on %d images to be scanned again", handedOn);
      }
    } catch (IOException | MongoException | KafkaException e) {
      LOG.warnf("images to be scanned again were not handed on, again soon: %s", e);
    } catch (RuntimeException e) {
      LOG.error("images to be scanned again were not handed on", e);
    }
  }

  private RescanFeed connected() {
    if (feed == null) {
      admin =
          Admin.create(
              BrokerConnection.settings(
                  bootstrapServers,
                  Map.of(
                      "default.api.timeout.ms",
                      (int) PATIENCE.toMillis(),
                      "request.timeout.ms",
                      5_000)));
      publisher = new EventPublisher(bootstrapServers);
      feed =
          new RescanFeed(
              store,
              image ->
                  publisher.publish(
                      Topics.IMAGES, image.manifestDigest().toString(), image, PATIENCE),
              new GroupLag(admin),
              settings.rescan().mostWaiting(),
              UUID.randomUUID().toString(),
              Clock.systemUTC());
    }
    return feed;
  }
}
