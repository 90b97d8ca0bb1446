package io.mdis.report.config;

import io.mdis.report.dashboard.Dashboard;
import io.mdis.report.store.MongoFleet;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Counts the fleet in the background, for the overview. */
@Singleton
public final class CountingLoop {
  private static final Logger LOG = Logger.getLogger(CountingLoop.class);
  private static final long FIRST_SECONDS = 5;

  private final Dashboard dashboard;
  private final MongoFleet fleet;
  private final ReportConfig config;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("count-fleet").daemon().factory());
  private boolean prepared;

  /** Begins with the service, not before. */
  public CountingLoop(Dashboard dashboard, MongoFleet fleet, ReportConfig config) {
    this.dashboard = dashboard;
    this.fleet = fleet;
    this.config = config;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It ends with the clock; failures are logged.
  void start(@Observes StartupEvent started) {
    clock.scheduleWithFixedDelay(
        this::count, FIRST_SECONDS, config.countEvery().toSeconds(), TimeUnit.SECONDS);
  }

  void stop(@Observes ShutdownEvent stopping) {
    clock.shutdownNow();
  }

  private void count() {
    try {
      if (!prepared) {
        fleet.prepare();
        prepared = true;
      }
      dashboard.count();
    } catch (RuntimeException e) {
      LOG.warnf("images were not counted, again later: %s", e);
    }
  }
}
