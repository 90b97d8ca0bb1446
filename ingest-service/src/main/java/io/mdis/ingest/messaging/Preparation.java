package io.mdis.ingest.messaging;

import com.mongodb.MongoException;
import io.mdis.contracts.Topics;
import io.mdis.ingest.store.MongoCrawls;
import io.mdis.ingest.store.MongoImageStore;
import io.mdis.ingest.store.MongoRescans;
import io.mdis.ingest.store.MongoSeenTags;
import io.mdis.ingest.store.Rejections;
import io.mdis.messaging.TopicCreator;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Makes topics and indexes; the service starts without its neighbours and tries until they come.
 */
@ApplicationScoped
public class Preparation {

  private static final Logger LOG = Logger.getLogger(Preparation.class);
  private static final int PARTITIONS = 6;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final String bootstrapServers;
  private final MongoImageStore store;
  private final Rejections rejections;
  private final MongoRescans rescans;
  private final MongoCrawls crawls;
  private final MongoSeenTags seenTags;
  private volatile boolean done;
  private volatile Thread thread;

  /** Prepares the broker and the database that the service is configured with. */
  public Preparation(
      @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
      MongoImageStore store,
      Rejections rejections,
      MongoRescans rescans,
      MongoCrawls crawls,
      MongoSeenTags seenTags) {
    this.bootstrapServers = bootstrapServers;
    this.store = store;
    this.rejections = rejections;
    this.rescans = rescans;
    this.crawls = crawls;
    this.seenTags = seenTags;
  }

  /** Whether topics and indexes are there. */
  public boolean done() {
    return done;
  }

  void start(@Observes StartupEvent event) {
    thread = Thread.ofVirtual().name("prepare-ingest").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    Thread current = thread;
    if (current != null) {
      current.interrupt();
    }
  }

  private void run() {
    while (!done && !Thread.currentThread().isInterrupted()) {
      try {
        TopicCreator.ensure(
            bootstrapServers,
            List.of(Topics.IMAGE_EVENTS, Topics.IMAGES, Topics.SCAN_RESULTS, Topics.ALERTS),
            PARTITIONS);
        store.createIndexes();
        rejections.createIndexes();
        rescans.createIndexes();
        crawls.createIndexes();
        seenTags.createIndexes();
        done = true;
      } catch (IOException | MongoException e) {
        LOG.warnf("topics and indexes can't be made yet, trying again: %s", e.getMessage());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
