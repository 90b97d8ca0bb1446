package io.mdis.report;

import io.mdis.embedded.database.EmbeddedDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;

/** Starts a database for the service under test, and tells it the token that tests send. */
public final class Stores implements QuarkusTestResourceLifecycleManager {
  /** What tests send as bearer token. */
  public static final String TOKEN = "report-test-token";

  private EmbeddedDatabase database;

  @Override
  public Map<String, String> start() {
    try {
      database = EmbeddedDatabase.start(Files.createTempDirectory("mdis-report-db"), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "quarkus.mongodb.connection-string",
        database.uri(),
        "quarkus.http.test-port",
        "0",
        "mdis.access.token-sha256",
        Sha256.hex(TOKEN));
  }

  @Override
  public void stop() {
    if (database != null) {
      database.close();
    }
  }
}
