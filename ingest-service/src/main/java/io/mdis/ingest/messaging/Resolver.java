package io.mdis.ingest.messaging;

import io.mdis.contracts.ImageEvent;
import io.mdis.contracts.Topics;
import io.mdis.ingest.config.IngestSettings;
import io.mdis.ingest.resolve.EventResolution;
import io.mdis.ingest.resolve.ImageResolver;
import io.mdis.ingest.store.MongoImageStore;
import io.mdis.ingest.store.Rejections;
import io.mdis.messaging.ConsumerLoop;
import io.mdis.messaging.ConsumerSettings;
import io.mdis.messaging.EventPublisher;
import io.mdis.messaging.RecordInfo;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Runs the resolver: one consumer group over the accepted events. */
@ApplicationScoped
public class Resolver {

  static final String GROUP = "mdis-resolver";

  private static final Logger LOG = Logger.getLogger(Resolver.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String bootstrapServers;
  private final ImageResolver resolver;
  private final MongoImageStore store;
  private final Rejections rejections;
  private final IngestSettings settings;
  private final MeterRegistry meters;
  private final ResolutionFailures failures = new ResolutionFailures();
  private volatile EventPublisher publisher;
  private volatile ConsumerLoop<ImageEvent> loop;

  /** Consumes from the broker that the service is configured with. */
  public Resolver(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      ImageResolver resolver,
      MongoImageStore store,
      Rejections rejections,
      IngestSettings settings,
      MeterRegistry meters) {
    this.bootstrapServers = bootstrapServers;
    this.resolver = resolver;
    this.store = store;
    this.rejections = rejections;
    this.settings = settings;
    this.meters = meters;
  }

  void start(@Observes StartupEvent event) {
    EventPublisher images = new EventPublisher(bootstrapServers);
    publisher = images;
    EventResolution resolution =
        new EventResolution(
            resolver,
            store,
            image ->
                images.publish(Topics.IMAGES, image.manifestDigest().toString(), image, PATIENCE),
            Clock.systemUTC());
    loop =
        new ConsumerLoop<>(
            ConsumerSettings.of(bootstrapServers, Topics.IMAGE_EVENTS, GROUP)
                .withDelays(settings.delays()),
            ImageEvent.class,
            (message, info) -> handle(resolution, message),
            failures,
            this::giveUp);
  }

  void stop(@Observes ShutdownEvent event) {
    if (loop != null) {
      loop.close();
    }
    if (publisher != null) {
      publisher.close();
    }
  }

  /** Whether events are being read. */
  public boolean healthy() {
    ConsumerLoop<ImageEvent> current = loop;
    return current != null && current.healthy();
  }

  private void handle(EventResolution resolution, ImageEvent event) throws IOException {
    MDC.put("event", event.id());
    try {
      resolution
          .handle(event)
          .forEach(why -> LOG.infof("event %s, %s: not scanned: %s", event.id(), event.key(), why));
    } finally {
      MDC.clear();
    }
    meters.counter("mdis.events.resolved", "outcome", "done").increment();
  }

  private void giveUp(ImageEvent event, RecordInfo info, Exception failure) {
    LOG.errorf("event %s, %s: given up: %s", event.id(), event.key(), failure.toString());
    rejections.record(
        event, failures.code(failure), String.valueOf(failure.getMessage()), Instant.now());
    meters.counter("mdis.events.resolved", "outcome", "rejected").increment();
  }
}
