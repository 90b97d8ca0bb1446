package io.mdis.harbor;

import io.mdis.access.AccessToken;
import io.mdis.embedded.broker.EmbeddedBroker;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** Starts a broker and a database for the adapter under test. */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {
  static final String TOKEN = "harbor-test-token";

  private static volatile EmbeddedBroker broker;
  private EmbeddedDatabase database;

  static String bootstrapServers() {
    return broker.bootstrapServers();
  }

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("mdis-harbor");
      Path key = folder.resolve("loan.key");
      Files.writeString(key, Base64.getEncoder().encodeToString(new byte[32]));
      broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
      database = EmbeddedDatabase.start(folder.resolve("database"), 0);
      return Map.ofEntries(
          Map.entry("kafka.bootstrap.servers", broker.bootstrapServers()),
          Map.entry("quarkus.mongodb.connection-string", database.uri()),
          Map.entry("quarkus.http.test-port", "0"),
          Map.entry("quarkus.log.file.enabled", "true"),
          Map.entry("quarkus.log.file.path", folder.resolve("log").toString()),
          Map.entry("quarkus.log.level", "DEBUG"),
          // The test's own client is in the same JVM and would tell what it sends.
          Map.entry("quarkus.log.category.\"org.apache.http\".level", "INFO"),
          Map.entry("quarkus.log.console.level", "WARN"),
          Map.entry("mdis.access.token-sha256", AccessToken.hash(TOKEN)),
          Map.entry("mdis.registry.loan-key-file", key.toString()),
          Map.entry("mdis.registries[0].host", "harbor.example"),
          Map.entry("mdis.harbor.readers", "vulnerability"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (broker != null) {
      broker.close();
    }
    if (database != null) {
      database.close();
    }
  }
}
