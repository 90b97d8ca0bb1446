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

  /** Of the sources that sign or have their secret in the URL. */
  static final String HOOK_SECRET = "hooked-on-0123456789";

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
    return Map.ofEntries(
        Map.entry("kafka.bootstrap.servers", broker.bootstrapServers()),
        Map.entry("quarkus.mongodb.connection-string", database.uri()),
        Map.entry("quarkus.http.test-port", "0"),
        Map.entry("mdis.access.token-sha256", AccessToken.hash(TOKEN)),
        Map.entry("mdis.ingest.sources.\"harbor\".authorization", HARBOR_SECRET),
        Map.entry("mdis.registries[0].host", "harbor.example.com"),
        Map.entry("mdis.registries[1].host", "127.0.0.1:1"),
        Map.entry("mdis.registries[1].plain-http", "true"),
        Map.entry("mdis.ingest.crawls.\"local\".registry", "127.0.0.1:1"),
        Map.entry("mdis.ingest.sources.\"github\".kind", "github"),
        Map.entry("mdis.ingest.sources.\"github\".secret", HOOK_SECRET),
        Map.entry("mdis.ingest.sources.\"hub\".kind", "docker-hub"),
        Map.entry("mdis.ingest.sources.\"hub\".secret", HOOK_SECRET));
  }

  @Override
  public void stop() {
    stopBroker();
    if (database != null) {
      database.close();
    }
  }
}
