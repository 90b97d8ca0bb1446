package io.mdis.worker.reconcile;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageDocument;
import io.mdis.contracts.Topics;
import io.mdis.messaging.EventPublisher;
import io.mdis.worker.config.WorkerSettings;
import io.mdis.worker.scan.Scanner;
import io.mdis.worker.scan.ScannerSet;
import io.mdis.worker.store.ResultStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
  private final ScannerSet scanners;
  private final WorkerSettings settings;
  private final String bootstrapServers;

  /** When images were enqueued that may still wait for their scan. */
  private final Map<Digest, Instant> enqueuedAt = new HashMap<>();

  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("reconcile").daemon().factory());

  Reconciler(
      MongoClient client,
      ResultStore results,
      ScannerSet scanners,
      WorkerSettings settings,
      @ConfigProperty(name = "mdis.database", defaultValue = "mdis") String database,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.images = client.getDatabase(database).getCollection(Collections.IMAGES);
    this.results = results;
    this.scanners = scanners;
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

  /**
   * Enqueues images accepted before a time that a scanner here has no current result of, at most as
   * many as the settings say.
   */
  int reconcile(Instant acceptedBefore) throws IOException {
    Instant now = Instant.now();
    enqueuedAt.values().removeIf(at -> at.plus(settings.reconcile().again()).isBefore(now));
    int enqueued = 0;
    try (EventPublisher publisher = new EventPublisher(bootstrapServers)) {
      List<Document> page = page("");
      while (!page.isEmpty()) {
        for (Document image : due(page, acceptedBefore)) {
          if (enqueued == settings.reconcile().mostPerRun()) {
            return enqueued;
          }
          if (!enqueuedAt.containsKey(digest(image))) {
            publisher.publish(
                Topics.IMAGES,
                image.getString("_id"),
                ImageDocument.rescan(image),
                BROKER_PATIENCE);
            enqueuedAt.put(digest(image), now);
            enqueued++;
          }
        }
        page = page(page.getLast().getString("_id"));
      }
    }
    return enqueued;
  }

  private List<Document> page(String after) {
    return images
        .find(Filters.gt("_id", after))
        .sort(Sorts.ascending("_id"))
        .limit(PAGE)
        .into(new ArrayList<>());
  }

  /**
   * A FAILED result counts as one: its image is scanned again when somebody asks or knows more.
   * Another result needs no scan for new rules when its scanner judges it again by itself.
   */
  private List<Document> due(List<Document> page, Instant acceptedBefore) {
    List<Document> accepted =
        page.stream().filter(image -> isAcceptedBefore(image, acceptedBefore)).toList();
    Set<Digest> digests = accepted.stream().map(Reconciler::digest).collect(Collectors.toSet());
    Set<Digest> lacking = new HashSet<>();
    for (Scanner scanner : scanners) {
      Set<Digest> missing = new HashSet<>(digests);
      missing.removeAll(current(scanner, digests));
      lacking.addAll(missing);
    }
    return accepted.stream().filter(image -> lacking.contains(digest(image))).toList();
  }

  private Set<Digest> current(Scanner scanner, Set<Digest> images) {
    return scanner.judgesAnew()
        ? results.withJudgeable(
            images, scanner.dimension(), scanner.version(), scanner.rulesVersion())
        : results.withCurrent(
            images, scanner.dimension(), scanner.version(), scanner.rulesVersion());
  }

  private static boolean isAcceptedBefore(Document image, Instant time) {
    Date accepted = image.getDate("acceptedAt");
    return accepted != null
        && accepted.toInstant().isBefore(time)
        && !image.containsKey("deletedAt");
  }

  private static Digest digest(Document image) {
    return Digest.parse(image.getString("_id"));
  }
}
