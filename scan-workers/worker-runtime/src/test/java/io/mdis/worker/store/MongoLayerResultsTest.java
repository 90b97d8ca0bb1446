package io.mdis.worker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.worker.FakeSource;
import io.mdis.worker.TestDatabase;
import io.mdis.worker.scan.LayerResults;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoLayerResultsTest {
  private static final Digest LAYER = FakeSource.digestOf("layer");

  @TempDir Path directory;
  private final AtomicInteger runs = new AtomicInteger();
  private TestDatabase database;
  private MongoLayerResults results;

  @BeforeEach
  void start() throws IOException {
    database = new TestDatabase(directory);
    results = new MongoLayerResults(database.client(), TestDatabase.NAME);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private LayerResults.Computation making(byte[] made) {
    return () -> {
      runs.incrementAndGet();
      return made;
    };
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void isMadeOnceForALayerAndItsVersions() throws IOException {
    results.once(LAYER, "test", "1", making(bytes("{\"a\":\"é\"}")));
    MongoLayerResults another = new MongoLayerResults(database.client(), TestDatabase.NAME);
    assertThat(another.once(LAYER, "test", "1", making(bytes("other"))))
        .isEqualTo(bytes("{\"a\":\"é\"}"));
    assertThat(runs).hasValue(1);
    results.once(LAYER, "test", "2", making(bytes("{}")));
    assertThat(runs).hasValue(2);
  }

  @Test
  void whatIsOlderThanWantedIsMadeAgainOnceAndThenHeldByAll() throws IOException {
    results.once(LAYER, "test", "1", making(bytes("old")));
    // The store keeps milliseconds.
    Instant asked = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
    while (Instant.now().isBefore(asked)) {
      Thread.onSpinWait();
    }
    assertThat(results.since(asked).once(LAYER, "test", "1", making(bytes("new"))))
        .isEqualTo(bytes("new"));
    assertThat(results.since(asked).once(LAYER, "test", "1", making(bytes("newer"))))
        .isEqualTo(bytes("new"));
    assertThat(results.once(LAYER, "test", "1", making(bytes("newest")))).isEqualTo(bytes("new"));
    assertThat(runs).hasValue(2);
  }

  @Test
  void whatIsTooLargeToStoreIsMadeAgain() throws IOException {
    byte[] large = new byte[(8 << 20) + 1];
    Arrays.fill(large, (byte) ' ');
    assertThat(results.once(LAYER, "test", "1", making(large))).hasSize(large.length);
    assertThat(results.once(LAYER, "test", "1", making(large))).hasSize(large.length);
    assertThat(runs).hasValue(2);
  }

  @Test
  void nothingIsKeptOfAFailure() throws IOException {
    assertThatThrownBy(
            () ->
                results.once(
                    LAYER,
                    "test",
                    "1",
                    () -> {
                      throw new IOException("torn");
                    }))
        .hasMessage("torn");
    assertThat(results.once(LAYER, "test", "1", making(bytes("{}")))).isEqualTo(bytes("{}"));
  }

  @Test
  void nothingIsKeptOfAnInterruptedComputation() {
    assertThatThrownBy(
            () ->
                results.once(
                    LAYER,
                    "test",
                    "1",
                    () -> {
                      Thread.currentThread().interrupt();
                      return bytes("{}");
                    }))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(database.collection(Collections.LAYER_RESULTS).countDocuments()).isZero();
  }

  @Test
  void refusesWhatIsNotText() {
    assertThatThrownBy(() -> results.once(LAYER, "test", "1", making(new byte[] {(byte) 0xFF, 0})))
        .hasMessageContaining("is not UTF-8 text");
  }

  @Test
  void aDatabaseThatIsAwayIsAFailureThatMayPass() {
    database.stopServer();
    assertThatThrownBy(() -> results.once(LAYER, "test", "1", making(bytes("{}"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("can't be looked up");
    assertThat(runs).hasValue(0);
  }
}
