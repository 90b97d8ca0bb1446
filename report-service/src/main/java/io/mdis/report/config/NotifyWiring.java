package io.mdis.report.config;

import com.mongodb.client.MongoClient;
import io.mdis.report.alert.Alerts;
import io.mdis.report.notify.DeliveryPolicy;
import io.mdis.report.notify.NotificationRule;
import io.mdis.report.notify.Notifications;
import io.mdis.report.store.MongoDeliveryStore;
import io.mdis.suppression.ImagePattern;
import io.quarkus.mailer.reactive.ReactiveMailer;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the parts of notification that know nothing of the container. */
@Singleton
public final class NotifyWiring {
  /** Beyond the time limit: to reach the database before and after. */
  private static final Duration LEASE_RESERVE = Duration.ofSeconds(60);

  @Produces
  @Singleton
  MongoDeliveryStore store(
      MongoClient client, @ConfigProperty(name = "mdis.database") String database) {
    return new MongoDeliveryStore(client.getDatabase(database));
  }

  @Produces
  @Singleton
  Notifications notifications(
      NotifySettings settings,
      MongoDeliveryStore store,
      Alerts alerts,
      ReactiveMailer mailer,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "0") String version) {
    ReceiverWiring receivers = new ReceiverWiring(settings, mailer, version);
    return new Notifications(
        settings.rules().entrySet().stream().map(NotifyWiring::rule).toList(),
        settings.receivers().entrySet().stream()
            .map(entry -> receivers.receiver(entry.getKey(), entry.getValue()))
            .toList(),
        new DeliveryPolicy(
            settings.groupWait(),
            settings.urgentFrom(),
            settings.giveUpAfter(),
            settings.timeout().multipliedBy(2).plus(LEASE_RESERVE)),
        store,
        alerts,
        Clock.systemUTC());
  }

  private static NotificationRule rule(Map.Entry<String, NotifySettings.RuleSettings> entry) {
    NotifySettings.RuleSettings settings = entry.getValue();
    try {
      return new NotificationRule(
          entry.getKey(),
          settings.severity(),
          Set.copyOf(settings.kinds()),
          settings.images().orElse(List.of()).stream().map(ImagePattern::parse).toList(),
          settings.receivers());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "mdis.notify.rules." + entry.getKey() + ": " + e.getMessage(), e);
    }
  }
}
