package io.mdis.report;

import io.mdis.embedded.broker.EmbeddedBroker;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/**
 * Starts a database and a broker for the service under test, and tells it the token that tests
 * send.
 */
public final class Stores implements QuarkusTestResourceLifecycleManager {
  /** What tests send as bearer token. */
  public static final String TOKEN = "report-test-token";

  /** What an API server sends. */
  public static final String ADMISSION_TOKEN = "report-test-admission-token";

  private EmbeddedDatabase database;
  private EmbeddedBroker broker;

  @Override
  public Map<String, String> start() {
    try {
      database = EmbeddedDatabase.start(Files.createTempDirectory("mdis-report-db"), 0);
      broker = EmbeddedBroker.start(Files.createTempDirectory("mdis-report-broker"), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "quarkus.mongodb.connection-string",
        database.uri(),
        "kafka.bootstrap.servers",
        broker.bootstrapServers(),
        "quarkus.http.test-port",
        "0",
        "mdis.access.token-sha256",
        Sha256.hex(TOKEN),
        "mdis.admission.token-sha256",
        Sha256.hex(ADMISSION_TOKEN));
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
