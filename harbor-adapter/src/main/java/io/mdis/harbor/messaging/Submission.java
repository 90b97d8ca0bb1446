package io.mdis.harbor.messaging;

import io.mdis.contracts.ImageEvent;
import io.mdis.contracts.Topics;
import io.mdis.harbor.scan.ScanOutlet;
import io.mdis.messaging.EventPublisher;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Submits images to the ingest service. */
@ApplicationScoped
public class Submission implements ScanOutlet {
  /** Harbor waits 5 s for the answer as a whole. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final String brokers;
  private EventPublisher publisher;

  /** The broker may come later. */
  public Submission(@ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
    this.brokers = brokers;
  }

  @Override
  public void publish(ImageEvent event) throws IOException {
    publisher().publish(Topics.IMAGE_EVENTS, event.key(), event, PATIENCE);
  }

  private synchronized EventPublisher publisher() {
    if (publisher == null) {
      publisher = new EventPublisher(brokers);
    }
    return publisher;
  }

  @PreDestroy
  synchronized void close() {
    if (publisher != null) {
      publisher.close();
    }
  }
}
