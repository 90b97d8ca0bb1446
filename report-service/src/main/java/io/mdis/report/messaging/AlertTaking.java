package io.mdis.report.messaging;

import com.mongodb.MongoException;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Topics;
import io.mdis.messaging.ConsumerLoop;
import io.mdis.messaging.ConsumerSettings;
import io.mdis.messaging.RecordInfo;
import io.mdis.report.alert.Alerts;
import io.mdis.report.notify.Notifications;
import io.mdis.report.store.MongoAlertStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Takes in what a person should hear of; a message is done when the alert is stored and so is who
 * is to be told.
 */
@Singleton
public final class AlertTaking {
  /** Consumer group, also in the names of the retry and dead letter topics. */
  public static final String GROUP = "mdis-report-alerts";

  private static final Logger LOG = Logger.getLogger(AlertTaking.class);

  private final Alerts alerts;
  private final Notifications notifications;
  private final MongoAlertStore store;
  private final String brokers;
  private final Counter taken;
  private volatile boolean prepared;
  private ConsumerLoop<AlertMessage> loop;

  /** Begins with the service, not before. */
  public AlertTaking(
      Alerts alerts,
      Notifications notifications,
      MongoAlertStore store,
      @ConfigProperty(name = "kafka.bootstrap.servers") String brokers,
      MeterRegistry meters) {
    this.alerts = alerts;
    this.notifications = notifications;
    this.store = store;
    this.brokers = brokers;
    this.taken =
        Counter.builder("mdis.report.alerts").description("Alerts taken in").register(meters);
  }

  void start(@Observes StartupEvent started) {
    loop =
        new ConsumerLoop<>(
            ConsumerSettings.of(brokers, Topics.ALERTS, GROUP),
            AlertMessage.class,
            this::take,
            AlertTaking::mayPass,
            (message, info, failure) ->
                LOG.errorf(
                    "alert %s on %s is not stored, given up after %d attempts: %s",
                    message.kind(), message.image(), info.attempt(), failure));
  }

  void stop(@Observes ShutdownEvent stopping) {
    if (loop != null) {
      loop.close();
    }
  }

  /** Takes one alert in; a message that lacks something is refused for good. */
  void take(AlertMessage message, RecordInfo info) {
    if (message.id() == null
        || message.kind() == null
        || message.image() == null
        || message.finding() == null
        || message.severity() == null
        || message.title() == null
        || message.at() == null) {
      throw new IllegalArgumentException("alert lacks a field, key " + info.key());
    }
    if (!prepared) {
      store.prepare();
      prepared = true;
    }
    notifications.enqueue(alerts.take(message));
    taken.increment();
  }

  private static boolean mayPass(Exception failure) {
    return failure instanceof MongoException || failure instanceof IllegalStateException;
  }
}
