package io.mdis.worker.leftover;

import com.mongodb.client.MongoClient;
import io.mdis.worker.scan.ScannerSet;
import io.mdis.worker.schedule.RoundClock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Goes round the results of this worker's dimensions in small steps, for ever. */
@ApplicationScoped
public class LeftoverSweeps {
  private static final Logger LOG = Logger.getLogger(LeftoverSweeps.class);

  private final LeftoverResults results;
  private final LeftoverSettings settings;
  private final RoundClock clock =
      new RoundClock("leftovers", "results of deleted images were not looked for", this::sweep);

  LeftoverSweeps(
      MongoClient client,
      ScannerSet scanners,
      LeftoverSettings settings,
      @ConfigProperty(name = "mdis.database", defaultValue = "mdis") String name) {
    this.results = new LeftoverResults(client.getDatabase(name), scanners.dimensions());
    this.settings = settings;
  }

  void start(@Observes StartupEvent event) {
    clock.start(settings.every(), settings.every());
  }

  void stop(@Observes ShutdownEvent event) {
    clock.close();
  }

  private void sweep() {
    long removed =
        results.sweep(Instant.now().minus(LeftoverSettings.kept(settings)), settings.mostPerStep());
    if (removed > 0) {
      LOG.infof("removed %d results of images that were deleted long ago", removed);
    }
  }
}
