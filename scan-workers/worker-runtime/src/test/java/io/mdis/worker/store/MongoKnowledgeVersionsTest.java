package io.mdis.worker.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.worker.TestDatabase;
import io.mdis.worker.rejudge.KnowledgeVersions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoKnowledgeVersionsTest {
  private static final Duration LIVE = Duration.ofMinutes(45);

  @TempDir Path directory;
  private TestDatabase server;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @BeforeEach
  void start() throws IOException {
    server = new TestDatabase(directory);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private KnowledgeVersions worker(String dimension) {
    return new MongoKnowledgeVersions(
        server.client().getDatabase(TestDatabase.NAME), dimension, LIVE, () -> now);
  }

  @Test
  void whatCameLastCountsWhileSomebodyHasIt() {
    KnowledgeVersions one = worker("malware");
    KnowledgeVersions two = worker("malware");
    assertThat(one.newest("a")).isTrue();
    now = now.plusSeconds(60);
    assertThat(two.newest("b")).isTrue();
    assertThat(one.newest("a")).as("a worker that lags").isFalse();
    assertThat(worker("vulnerability").newest("a")).as("another dimension").isTrue();
    now = now.plus(LIVE).minusSeconds(1);
    assertThat(one.newest("a")).as("b may be in use still").isFalse();
    now = now.plusSeconds(2);
    assertThat(one.newest("a")).as("b is in use nowhere").isTrue();
    assertThat(two.newest("b")).as("and is back").isTrue();
    assertThat(one.newest("a")).isFalse();
  }
}
