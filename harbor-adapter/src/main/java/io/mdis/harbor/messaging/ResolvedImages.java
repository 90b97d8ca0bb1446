package io.mdis.harbor.messaging;

import com.mongodb.MongoException;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.Topics;
import io.mdis.harbor.scan.ScanDesk;
import io.mdis.messaging.ConsumerLoop;
import io.mdis.messaging.ConsumerSettings;
import io.mdis.messaging.RecordInfo;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Reads what the workers are told, and notes which scans have come that far. */
@Singleton
public final class ResolvedImages {
  /** Consumer group, also in the names of the retry and dead letter topics. */
  public static final String GROUP = "mdis-harbor";

  private static final Logger LOG = Logger.getLogger(ResolvedImages.class);

  private final ScanDesk desk;
  private final String brokers;
  private ConsumerLoop<ImageMessage> loop;

  /** Begins with the service, not before. */
  public ResolvedImages(
      ScanDesk desk, @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
    this.desk = desk;
    this.brokers = brokers;
  }

  void start(@Observes StartupEvent started) {
    loop =
        new ConsumerLoop<>(
            ConsumerSettings.of(brokers, Topics.IMAGES, GROUP),
            ImageMessage.class,
            this::take,
            MongoException.class::isInstance,
            (image, info, failure) ->
                LOG.errorf(
                    "scan %s can't be followed, given up after %d attempts: %s",
                    image.eventId(), info.attempt(), failure));
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Whether the broker was asked for records lately. */
  public boolean healthy() {
    return loop != null && loop.healthy();
  }

  private void take(ImageMessage image, RecordInfo info) {
    if (image.reason() == ImageMessage.Reason.SUBMIT && image.eventId() != null) {
      desk.resolved(image.eventId(), image.configDigest());
    }
  }
}
