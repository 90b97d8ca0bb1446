package io.mdis.trust;

import io.mdis.access.AccessToken;
import io.mdis.embedded.broker.EmbeddedBroker;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.mdis.fixtures.RealRegistry;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Starts a broker, a database and a registry for the service under test. */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {
  static final String TOKEN = "trust-test-token";

  private static volatile RealRegistry registry;
  private static volatile EmbeddedBroker broker;
  private EmbeddedDatabase database;

  static RealRegistry registry() {
    return registry;
  }

  static String bootstrapServers() {
    return broker.bootstrapServers();
  }

  @Override
  public Map<String, String> start() {
    RealRegistry.assumeAvailable();
    try {
      Path folder = Files.createTempDirectory("mdis-trust");
      registry = RealRegistry.start();
      broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
      database = EmbeddedDatabase.start(folder.resolve("db"), 0);
      return Map.ofEntries(
          Map.entry("kafka.bootstrap.servers", broker.bootstrapServers()),
          Map.entry("quarkus.mongodb.connection-string", database.uri()),
          Map.entry("quarkus.http.test-port", "0"),
          Map.entry("mdis.access.token-sha256", AccessToken.hash(TOKEN)),
          Map.entry("mdis.trust.directory", folder.resolve("state").toString()),
          Map.entry("mdis.trust.layer-store.directory", folder.resolve("layers").toString()),
          Map.entry("mdis.trust.listen.host", "127.0.0.1"),
          Map.entry("mdis.trust.listen.port", "0"),
          Map.entry("mdis.trust.baselines.delays", "1S"),
          Map.entry("mdis.trust.baselines.grace", "0S"),
          Map.entry("mdis.registries[0].host", registry.host()),
          Map.entry("mdis.registries[0].plain-http", "true"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    try {
      if (registry != null) {
        registry.close();
      }
      if (broker != null) {
        broker.close();
      }
      if (database != null) {
        database.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
