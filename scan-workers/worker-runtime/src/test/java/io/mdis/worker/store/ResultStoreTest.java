package io.mdis.worker.store;

import static io.mdis.worker.FakeScanner.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.worker.FakeSource;
import io.mdis.worker.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultStoreTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Digest IMAGE = FakeSource.IMAGE;

  @TempDir Path directory;
  private TestDatabase database;
  private ResultStore store;

  @BeforeEach
  void start() throws IOException {
    database = new TestDatabase(directory);
    store = new ResultStore(database.client(), TestDatabase.NAME);
    store.ensureIndexes();
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private List<String> findings(Digest image) {
    return database
        .collection(Collections.FINDINGS)
        .find(Filters.eq("image", image.toString()))
        .map(found -> found.getString("id"))
        .into(new ArrayList<>());
  }

  @Test
  void keepsAResultWithItsFindings() {
    store.store(IMAGE, result(ScanStatus.PARTIAL, "r1", "X-1", "X-2"), NOW);
    Document stored = database.collection(Collections.RESULTS).find().first();
    assertThat(stored).isNotNull();
    assertThat(stored.getString("status")).isEqualTo("PARTIAL");
    assertThat(stored.get("counts", Document.class)).containsEntry("HIGH", 2);
    assertThat(findings(IMAGE)).containsExactlyInAnyOrder("X-1", "X-2");
    assertThat(store.currentStatus(IMAGE, "test", "1", "r1")).contains(ScanStatus.PARTIAL);
    assertThat(store.currentStatus(IMAGE, "test", "2", "r1")).isEmpty();
    assertThat(store.currentStatus(IMAGE, "other", "1", "r1")).isEmpty();
  }

  @Test
  void aFactMayBeAsLongAsADockerfile() {
    ScanResult result =
        new ScanResult(
            "test",
            ScanStatus.SUCCEEDED,
            List.of(),
            "1",
            "r1",
            List.of(),
            Map.of("dockerfile", "x".repeat(30_000), "endless", "x".repeat(100_000)));
    store.store(IMAGE, result, NOW);
    Document facts =
        database.collection(Collections.RESULTS).find().first().get("facts", Document.class);
    assertThat(facts.getString("dockerfile")).hasSize(30_000);
    assertThat(facts.getString("endless")).hasSize(32_000).endsWith("…");
  }

  @Test
  void theSameVersionsReplaceWhatTheyFound() {
    store.store(IMAGE, result(ScanStatus.SUCCEEDED, "r1", "X-1", "X-2"), NOW);
    store.store(IMAGE, result(ScanStatus.SUCCEEDED, "r1", "X-2", "X-3"), NOW);
    assertThat(findings(IMAGE)).containsExactlyInAnyOrder("X-2", "X-3");
    assertThat(database.collection(Collections.RESULTS).countDocuments()).isEqualTo(1);
  }

  @Test
  void newRulesRetireTheEarlierResult() {
    store.store(IMAGE, result(ScanStatus.SUCCEEDED, "r1", "X-1"), NOW);
    store.store(IMAGE, result(ScanStatus.SUCCEEDED, "r2"), NOW);
    assertThat(findings(IMAGE)).isEmpty();
    assertThat(store.currentStatus(IMAGE, "test", "1", "r1")).isEmpty();
    assertThat(store.currentStatus(IMAGE, "test", "1", "r2")).contains(ScanStatus.SUCCEEDED);
  }

  /** Earlier programs kept the versions in the ids. */
  @Test
  void replacesResultsUnderEarlierIds() {
    String old = IMAGE + "|test|1|r0";
    database
        .collection(Collections.RESULTS)
        .insertOne(
            new Document("_id", old)
                .append("image", IMAGE.toString())
                .append("dimension", "test")
                .append("current", true));
    database
        .collection(Collections.FINDINGS)
        .insertOne(
            new Document("_id", old + "|x")
                .append("result", old)
                .append("image", IMAGE.toString())
                .append("dimension", "test")
                .append("id", "X-0"));
    store.store(IMAGE, result(ScanStatus.SUCCEEDED, "r1", "X-1"), NOW);
    assertThat(database.collection(Collections.RESULTS).countDocuments()).isEqualTo(1);
    assertThat(findings(IMAGE)).containsExactly("X-1");
  }

  @Test
  void otherImagesAreLeftAlone() {
    Digest other = FakeSource.digestOf("other");
    store.store(other, result(ScanStatus.SUCCEEDED, "r1", "X-1"), NOW);
    store.store(IMAGE, result(ScanStatus.SUCCEEDED, "r2", "X-2"), NOW);
    assertThat(findings(other)).containsExactly("X-1");
    assertThat(store.withCurrent(List.of(IMAGE, other), "test", "1", "r1")).containsExactly(other);
  }

  @Test
  void keepsMoreFindingsThanOneBatch() {
    String[] many = new String[2_345];
    for (int i = 0; i < many.length; i++) {
      many[i] = "X-" + i;
    }
    store.store(IMAGE, result(ScanStatus.SUCCEEDED, "r1", many), NOW);
    assertThat(findings(IMAGE)).hasSize(many.length);
  }

  @Test
  void findingsAreKnownByEachOfTheirNames() {
    ScanResult result =
        new ScanResult(
            "test",
            ScanStatus.SUCCEEDED,
            List.of(),
            "1",
            "r1",
            List.of(
                new Finding(
                    "CVE-2019-1",
                    "test",
                    Severity.LOW,
                    null,
                    "title",
                    null,
                    null,
                    Map.of("aliases", "GHSA-AbCd, PYSEC-2019-7 GHSA-abcd,," + "x".repeat(201)))),
            Map.of());
    store.store(IMAGE, result, NOW);
    Document stored = database.collection(Collections.FINDINGS).find().first();
    assertThat(stored).isNotNull();
    assertThat(stored.getList("names", String.class))
        .containsExactly("cve-2019-1", "ghsa-abcd", "pysec-2019-7");
    assertThat(stored.getString("id")).isEqualTo("CVE-2019-1");
  }

  /** Documents are limited to 16 MiB; an image must not be able to make its result unstorable. */
  @Test
  void keepsWhatAHostileImageMakesTooLong() {
    String endless = "x".repeat(20 << 20);
    ScanResult hostile =
        new ScanResult(
            "test",
            ScanStatus.PARTIAL,
            java.util.Collections.nCopies(1_000_000, new ScanReason("c", "y".repeat(10_000))),
            "1",
            "r1",
            List.of(
                new Finding(
                    endless,
                    "test",
                    Severity.LOW,
                    endless,
                    endless,
                    null,
                    endless,
                    Map.of("detail", endless))),
            Map.of("fact", endless));
    store.store(IMAGE, hostile, NOW);
    assertThat(store.currentStatus(IMAGE, "test", "1", "r1")).contains(ScanStatus.PARTIAL);
    assertThat(findings(IMAGE)).hasSize(1);
  }
}
