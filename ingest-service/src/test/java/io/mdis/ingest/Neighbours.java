package io.mdis.ingest;

import io.mdis.access.AccessToken;
import io.mdis.embedded.broker.EmbeddedBroker;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** Starts a broker and a database for the service under test. */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {

  static final String TOKEN = "ingest-test-token";
  static final String HARBOR_SECRET = "Secret of harbor";

  private static volatile EmbeddedBroker broker;
  private EmbeddedDatabase database;

  static String bootstrapServers() {
    return broker.bootstrapServers();
  }

  static synchronized void stopBroker() {
    if (broker != null) {
      broker.close();
      broker = null;
    }
  }

  @Override
  public Map<String, String> start() {
    try {
      broker = EmbeddedBroker.start(Files.createTempDirectory("mdis-ingest-broker"), 0);
      database = EmbeddedDatabase.start(Files.createTempDirectory("mdis-ingest-db"), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "kafka.bootstrap.servers",
        broker.bootstrapServers(),
        "quarkus.mongodb.connection-string",
        database.uri(),
        "quarkus.http.test-port",
        "0",
        "mdis.access.token-sha256",
        AccessToken.hash(TOKEN),
        "mdis.ingest.sources.\"harbor\".authorization",
        HARBOR_SECRET,
        "mdis.registries[0].host",
        "harbor.example.com",
        "mdis.registries[1].host",
        "127.0.0.1:1",
        "mdis.registries[1].plain-http",
        "true");
  }

  @Override
  public void stop() {
    stopBroker();
    if (database != null) {
      database.close();
    }
  }
}
