package io.mdis.report.config;

import io.mdis.report.notify.Notifications;
import io.mdis.report.store.MongoDeliveryStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Sends what is due, to each receiver on a thread of its own: one that is slow holds no other. */
@Singleton
public final class DeliveryLoop {
  private static final Logger LOG = Logger.getLogger(DeliveryLoop.class);
  private static final Duration FORGET_EVERY = Duration.ofHours(1);

  private final Notifications notifications;
  private final MongoDeliveryStore store;
  private final NotifySettings settings;
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("notifications").daemon().factory());
  private boolean prepared;
  private Instant forgotten = Instant.EPOCH;

  /** Begins with the service, not before. */
  public DeliveryLoop(
      Notifications notifications, MongoDeliveryStore store, NotifySettings settings) {
    this.notifications = notifications;
    this.store = store;
    this.settings = settings;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It ends with the clock; failures are logged.
  void start(@Observes StartupEvent started) {
    if (!notifications.receivers().isEmpty()) {
      long millis = settings.every().toMillis();
      clock.scheduleWithFixedDelay(this::look, 0, millis, TimeUnit.MILLISECONDS);
    }
  }

  void stop(@Observes ShutdownEvent stopping) {
    clock.shutdownNow();
    workers.shutdownNow();
  }

  private void look() {
    try {
      if (!prepared) {
        store.prepare();
        prepared = true;
      }
      if (forgotten.plus(FORGET_EVERY).isBefore(Instant.now())) {
        notifications.forget();
        forgotten = Instant.now();
      }
    } catch (RuntimeException e) {
      LOG.warnf("notifications can't be prepared, again soon: %s", e);
    }
    for (String receiver : notifications.receivers()) {
      if (busy.add(receiver)) {
        workers.execute(() -> deliver(receiver));
      }
    }
  }

  private void deliver(String receiver) {
    try {
      int sent = notifications.deliver(receiver);
      if (sent > 0) {
        LOG.debugf("%s took %d notifications", receiver, sent);
      }
    } catch (RuntimeException e) {
      LOG.warnf("nothing is sent to %s for now: %s", receiver, e);
    } finally {
      busy.remove(receiver);
    }
  }
}
