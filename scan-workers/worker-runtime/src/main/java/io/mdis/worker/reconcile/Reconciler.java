package io.mdis.worker.reconcile;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Topics;
import io.mdis.messaging.EventPublisher;
import io.mdis.worker.config.WorkerSettings;
import io.mdis.worker.consume.ScanConsumers;
import io.mdis.worker.scan.Scanner;
import io.mdis.worker.store.ResultStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks through the accepted images now and then; so even a lost topic heals. */
@ApplicationScoped
public class Reconciler {
  private static final Logger LOG = Logger.getLogger(Reconciler.class);
  private static final int PAGE = 500;
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(10);

  private final MongoCollection<Document> images;
  private final ResultStore results;
  private final ScanConsumers consumers;
  private final WorkerSettings settings;
  private final String bootstrapServers;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("reconcile").daemon().factory());

  Reconciler(
      MongoClient client,
      ResultStore results,
      ScanConsumers consumers,
      WorkerSettings settings,
      @ConfigProperty(name = "mdis.database", defaultValue = "mdis") String database,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.images = client.getDatabase(database).getCollection(Collections.IMAGES);
    this.results = results;
    this.consumers = consumers;
    this.settings = settings;
    this.bootstrapServers = bootstrapServers;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It ends with the clock; failures are logged.
  void start(@Observes StartupEvent event) {
    long millis = settings.reconcile().every().toMillis();
    clock.scheduleWithFixedDelay(this::runSafely, 0, millis, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    clock.shutdownNow();
  }

  private void runSafely() {
    try {
      results.ensureIndexes();
      int enqueued = reconcile(Instant.now().minus(settings.reconcile().grace()));
      if (enqueued > 0) {
        LOG.infof("enqueued %d images without a current result", enqueued);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warnf("images without a result were not looked for, again later: %s", e);
    }
  }

  /** Enqueues every image accepted before a time that a scanner here has no current result of. */
  int reconcile(Instant acceptedBefore) throws IOException {
    int enqueued = 0;
    String last = "";
    try (EventPublisher publisher = new EventPublisher(bootstrapServers)) {
      while (true) {
        String previous = last;
        for (Document image :
            images.find(Filters.gt("_id", last)).sort(Sorts.ascending("_id")).limit(PAGE)) {
          last = image.getString("_id");
          if (due(image, acceptedBefore)) {
            publisher.publish(Topics.IMAGES, last, StoredImage.message(image), BROKER_PATIENCE);
            enqueued++;
          }
        }
        if (last.equals(previous)) {
          return enqueued;
        }
      }
    }
  }

  private boolean due(Document image, Instant acceptedBefore) {
    Date accepted = image.getDate("acceptedAt");
    if (accepted == null
        || !accepted.toInstant().isBefore(acceptedBefore)
        || image.containsKey("deletedAt")) {
      return false;
    }
    Digest digest = Digest.parse(image.getString("_id"));
    for (Scanner scanner : consumers.enabled()) {
      if (!results.isCurrent(
          digest, scanner.dimension(), scanner.version(), scanner.rulesVersion())) {
        return true;
      }
    }
    return false;
  }
}
