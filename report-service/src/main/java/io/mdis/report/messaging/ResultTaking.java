package io.mdis.report.messaging;

import com.mongodb.MongoException;
import io.mdis.contracts.ScanResultMessage;
import io.mdis.contracts.Topics;
import io.mdis.messaging.ConsumerLoop;
import io.mdis.messaging.ConsumerSettings;
import io.mdis.messaging.RecordInfo;
import io.mdis.report.store.MongoOverviews;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Keeps the overviews current: takes in what the workers say about images. */
@Singleton
public final class ResultTaking {
  /** Consumer group, also in the names of the retry and dead letter topics. */
  public static final String GROUP = "mdis-report";

  private static final Logger LOG = Logger.getLogger(ResultTaking.class);
  // A dimension becomes the name of a field in a document.
  private static final Pattern DIMENSION = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private final MongoOverviews overviews;
  private final String brokers;
  private final Counter taken;
  private ConsumerLoop<ScanResultMessage> loop;

  /** Begins with the service, not before. */
  public ResultTaking(
      MongoOverviews overviews,
      @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
      MeterRegistry meters) {
    this.overviews = overviews;
    this.brokers = brokers;
    this.taken =
        Counter.builder("mdis.report.results")
            .description("Scan results taken into overviews")
            .register(meters);
  }

  void start(@Observes StartupEvent started) {
    loop =
        new ConsumerLoop<>(
            ConsumerSettings.of(brokers, Topics.SCAN_RESULTS, GROUP),
            ScanResultMessage.class,
            this::take,
            ResultTaking::mayPass,
            (message, info, failure) ->
                LOG.errorf(
                    "result of %s on %s is not in the overviews, given up after %d attempts: %s",
                    message.dimension(), message.image(), info.attempt(), failure));
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Takes one result in; a message that lacks something is refused for good. */
  void take(ScanResultMessage message, RecordInfo info) {
    if (message.image() == null
        || message.dimension() == null
        || message.status() == null
        || message.reasons() == null
        || message.counts() == null
        || message.finishedAt() == null) {
      throw new IllegalArgumentException("scan result lacks a field, key " + info.key());
    }
    if (!DIMENSION.matcher(message.dimension()).matches()) {
      throw new IllegalArgumentException(
          "dimension must be lower-case letters, digits and hyphens, key " + info.key());
    }
    overviews.take(message);
    taken.increment();
  }

  private static boolean mayPass(Exception failure) {
    return failure instanceof MongoException || failure instanceof IllegalStateException;
  }
}
