package io.mdis.report.config;

import com.mongodb.client.MongoClient;
import io.mdis.report.store.MongoSuppressions;
import io.mdis.report.whitelist.SuppressionFiles;
import io.mdis.report.whitelist.Whitelist;
import io.mdis.suppression.SuppressionRules;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the parts of the whitelist that know nothing of the container. */
@Singleton
public final class SuppressionWiring {

  @Produces
  @Singleton
  MongoSuppressions store(
      MongoClient client, @ConfigProperty(name = "mdis.database") String database) {
    return new MongoSuppressions(client.getDatabase(database));
  }

  @Produces
  @Singleton
  Whitelist whitelist(MongoSuppressions store, SuppressionSettings settings) {
    return new Whitelist(
        store,
        new SuppressionRules(settings.maxLifetime()),
        settings.expiringWithin(),
        Clock.systemUTC());
  }

  @Produces
  @Singleton
  SuppressionFiles files(Whitelist whitelist, SuppressionSettings settings) {
    return new SuppressionFiles(whitelist, settings.files().orElse(List.of()));
  }
}
