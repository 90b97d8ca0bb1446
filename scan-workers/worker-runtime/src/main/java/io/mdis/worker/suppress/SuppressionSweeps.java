package io.mdis.worker.suppress;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.mdis.contracts.Topics;
import io.mdis.messaging.EventPublisher;
import io.mdis.messaging.TopicCreator;
import io.mdis.worker.scan.Scanner;
import io.mdis.worker.scan.ScannerSet;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Looks now and then whether an entry has changed or ended, and has findings judged again. */
@ApplicationScoped
public class SuppressionSweeps {
  private static final Logger LOG = Logger.getLogger(SuppressionSweeps.class);

  /** Even when nothing seems to have changed: whatever was missed is made good by then. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final int PARTITIONS = 6;

  private final MongoDatabase database;
  private final StoredEntries entries;
  private final ImageSubjects images;
  private final ScannerSet scanners;
  private final SweepSettings settings;
  private final String bootstrapServers;
  private final String owner = UUID.randomUUID().toString();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("suppressions").daemon().factory());

  private long version = -1;
  private Instant next = Instant.MIN;

  SuppressionSweeps(
      MongoClient client,
      StoredEntries entries,
      ImageSubjects images,
      ScannerSet scanners,
      SweepSettings settings,
      @ConfigProperty(name = "mdis.database", defaultValue = "mdis") String database,
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.database = client.getDatabase(database);
    this.entries = entries;
    this.images = images;
    this.scanners = scanners;
    this.settings = settings;
    this.bootstrapServers = bootstrapServers;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It ends with the clock; failures are logged.
  void start(@Observes StartupEvent event) {
    long millis = settings.every().toMillis();
    clock.scheduleWithFixedDelay(this::runSafely, 0, millis, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    clock.shutdownNow();
  }

  private void runSafely() {
    try {
      int changed = run(Instant.now());
      if (changed > 0) {
        LOG.infof("judged %d stored findings otherwise, by entries that changed or ended", changed);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warnf("changed suppressions were not applied to stored findings, again later: %s", e);
    }
  }

  /** Number of findings that changed. */
  int run(Instant now) throws IOException {
    long seen = entries.version();
    if (seen == version && now.isBefore(next)) {
      return 0;
    }
    int changed = 0;
    boolean complete = true;
    TopicCreator.ensure(bootstrapServers, List.of(Topics.ALERTS, Topics.SCAN_RESULTS), PARTITIONS);
    try (EventPublisher publisher = new EventPublisher(bootstrapServers)) {
      for (Scanner scanner : scanners) {
        OptionalInt swept =
            new SuppressionSweep(database, entries, images, scanner.dimension(), owner)
                .run(now, publisher);
        changed += swept.orElse(0);
        complete &= swept.isPresent();
      }
    }
    if (!complete) {
      return changed; // Should the other worker die, this one goes on.
    }
    version = seen;
    next =
        entries.current().stored().stream()
            .map(stored -> stored.entry().expiresAt())
            .filter(end -> end != null && end.isAfter(now))
            .min(Instant::compareTo)
            .filter(end -> end.isBefore(now.plus(LONGEST)))
            .orElse(now.plus(LONGEST));
    return changed;
  }
}
