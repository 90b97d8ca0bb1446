package io.mdis.report.config;

import io.mdis.report.store.MongoSuppressions;
import io.mdis.report.whitelist.SuppressionFiles;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Reads the files of suppressions at the start and whenever they change. */
@Singleton
public final class FileFollowing {
  private static final Logger LOG = Logger.getLogger(FileFollowing.class);

  private final MongoSuppressions store;
  private final SuppressionFiles files;
  private final SuppressionSettings settings;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("suppression-files").daemon().factory());
  private boolean prepared;

  /** Begins with the service, not before. */
  public FileFollowing(
      MongoSuppressions store, SuppressionFiles files, SuppressionSettings settings) {
    this.store = store;
    this.files = files;
    this.settings = settings;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It ends with the clock; failures are logged.
  void start(@Observes StartupEvent started) {
    long millis = settings.reload().toMillis();
    clock.scheduleWithFixedDelay(this::followSafely, 0, millis, TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent stopping) {
    clock.shutdownNow();
  }

  private void followSafely() {
    try {
      if (!prepared) {
        store.prepare();
        prepared = true;
      }
      files.follow(LOG::info);
    } catch (RuntimeException e) {
      LOG.warnf("files of suppressions were not read, again later: %s", e);
    }
  }
}
