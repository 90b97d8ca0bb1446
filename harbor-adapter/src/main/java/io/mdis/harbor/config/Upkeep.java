package io.mdis.harbor.config;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import io.mdis.harbor.store.MongoScans;
import io.mdis.registries.loan.LentLogins;
import io.mdis.registries.loan.MongoLoans;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes the indexes, and removes logins and scans whose time is over. */
@Singleton
public final class Upkeep {
  private static final Logger LOG = Logger.getLogger(Upkeep.class);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration AGAIN = Duration.ofSeconds(2);

  private final MongoScans scans;
  private final MongoLoans loans;
  private final LentLogins logins;
  private final Duration keep;
  private boolean prepared;
  private Thread thread;

  /** Of the collections that the adapter writes. */
  public Upkeep(
      MongoScans scans,
      LentLogins logins,
      HarborSettings settings,
      MongoClient client,
      @ConfigProperty(name = "mdis.database", defaultValue = "mdis") String database) {
    this.scans = scans;
    this.logins = logins;
    this.keep = settings.keep();
    this.loans = new MongoLoans(client.getDatabase(database));
  }

  void start(@Observes StartupEvent started) {
    thread = Thread.ofVirtual().name("harbor-upkeep").start(this::run);
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(round() ? EVERY : AGAIN);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean round() {
    try {
      if (!prepared) {
        scans.createIndexes();
        loans.createIndexes();
        prepared = true;
      }
      long over = logins.endOver();
      if (over > 0) {
        LOG.warnf("%d logins that Harbor lent were over before their images were read", over);
      }
      scans.removeBefore(Instant.now().minus(keep));
      return true;
    } catch (MongoException e) {
      LOG.warnf("what is over can't be removed yet, trying again: %s", e.getMessage());
      return false;
    }
  }
}
