package io.mdis.report.config;

import com.mongodb.client.MongoClient;
import io.mdis.report.alert.Alerts;
import io.mdis.report.store.MongoAlertStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the parts of the alerts that know nothing of the container. */
@Singleton
public final class AlertWiring {

  @Produces
  @Singleton
  MongoAlertStore store(
      MongoClient client, @ConfigProperty(name = "mdis.database") String database) {
    return new MongoAlertStore(client.getDatabase(database));
  }

  @Produces
  @Singleton
  Alerts alerts(MongoAlertStore store) {
    return new Alerts(store, Clock.systemUTC());
  }
}
