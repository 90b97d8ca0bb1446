package io.mdis.worker.suppress;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.mdis.contracts.Collections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes what decides about findings, of the database that all services share. */
@ApplicationScoped
public class SuppressionWiring {

  @Produces
  @Singleton
  StoredEntries entries(
      MongoClient client,
      @ConfigProperty(name = "mdis.database", defaultValue = "mdis") String name) {
    return new StoredEntries(client.getDatabase(name));
  }

  @Produces
  @Singleton
  ImageSubjects images(
      MongoClient client,
      EnvironmentSettings settings,
      @ConfigProperty(name = "mdis.database", defaultValue = "mdis") String name) {
    MongoDatabase database = client.getDatabase(name);
    Map<String, List<String>> patterns = new TreeMap<>();
    settings
        .environments()
        .forEach((label, environment) -> patterns.put(label, environment.images()));
    return new ImageSubjects(database.getCollection(Collections.IMAGES), patterns);
  }

  @Produces
  @Singleton
  FindingDecisions decisions(StoredEntries entries, ImageSubjects images) {
    return new MongoFindingDecisions(entries, images);
  }
}
