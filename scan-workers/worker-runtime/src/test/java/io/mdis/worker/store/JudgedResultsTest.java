package io.mdis.worker.store;

import static io.mdis.worker.FakeScanner.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanStatus;
import io.mdis.worker.FakeSource;
import io.mdis.worker.TestDatabase;
import io.mdis.worker.judged.JudgedResult;
import io.mdis.worker.judged.JudgedResults;
import io.mdis.worker.judged.ResultChange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgedResultsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Digest IMAGE = FakeSource.IMAGE;
  private static final Digest OTHER = FakeSource.digestOf("other");

  @TempDir Path directory;
  private TestDatabase database;
  private ResultStore store;
  private JudgedResults results;

  @BeforeEach
  void start() throws IOException {
    database = new TestDatabase(directory);
    store = new ResultStore(database.client(), TestDatabase.NAME);
    store.ensureIndexes();
    results = store.judged("test");
    store.store(IMAGE, result(ScanStatus.SUCCEEDED, "r1", "X-1", "X-2"), NOW);
    store.store(OTHER, result(ScanStatus.SUCCEEDED, "r1", "X-1"), NOW);
    store.store(FakeSource.digestOf("failed"), result(ScanStatus.FAILED, "r0"), NOW);
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private static Finding finding(String id) {
    return result(ScanStatus.SUCCEEDED, "r", id).findings().getFirst();
  }

  private List<Digest> change(Digest image, String gone, String come) {
    JudgedResult earlier = results.of(List.of(image)).get(image);
    return results.change(
        "r1",
        "mark",
        List.of(new ResultChange(earlier, List.of(finding(gone)), List.of(finding(come)))),
        "r2",
        Map.of("knowledge", "r2"),
        NOW.plusSeconds(60));
  }

  private Document stored(Digest image) {
    return database
        .collection(Collections.RESULTS)
        .find(Filters.eq("image", image.toString()))
        .first();
  }

  @Test
  void versionsAreThoseOfResultsThatCanBeJudged() {
    assertThat(results.versions()).containsExactly("r0", "r1");
    assertThat(results.otherVersion("r2")).contains("r1");
    assertThat(results.otherVersion("r0")).contains("r1");
    assertThat(results.otherVersion("r1")).isEmpty();
    assertThat(results.count("r0")).isZero();
    assertThat(results.page("r1", Optional.empty(), 10)).containsExactlyInAnyOrder(IMAGE, OTHER);
  }

  @Test
  void changesFindingsCountsAndRulesAtOnce() {
    results.mark("r1", "mark");
    assertThat(change(IMAGE, "X-1", "X-3")).isEmpty();
    assertThat(results.found(IMAGE)).containsExactlyInAnyOrder("X-2", "X-3");
    Document stored = stored(IMAGE);
    assertThat(stored.getString("rulesVersion")).isEqualTo("r2");
    assertThat(stored.get("counts", Document.class)).containsEntry("HIGH", 2);
    assertThat(stored.get("facts", Document.class)).containsEntry("knowledge", "r2");
    assertThat(stored.getDate("finishedAt")).isEqualTo(NOW.plusSeconds(60));
    results.finish("r1", "mark", "r2", Map.of());
    assertThat(stored(OTHER).getString("rulesVersion")).isEqualTo("r2");
    assertThat(stored(OTHER).getDate("finishedAt")).isEqualTo(NOW);
    assertThat(stored(OTHER)).doesNotContainKey("judging");
    assertThat(results.versions()).containsExactly("r0", "r2");
  }

  /** A scan that began with the older rules ends while results are judged by the new ones. */
  @Test
  void whatAScanStoresMeanwhileIsNotTakenForJudged() {
    results.mark("r1", "mark");
    store.store(OTHER, result(ScanStatus.SUCCEEDED, "r1", "X-9"), NOW);
    assertThat(results.marked(List.of(IMAGE, OTHER), "r1", "mark")).containsOnlyKeys(IMAGE);
    assertThat(change(OTHER, "X-1", "X-3")).containsExactly(OTHER);
    results.finish("r1", "mark", "r2", Map.of());
    assertThat(results.otherVersion("r2")).contains("r1");
    assertThat(results.page("r1", Optional.empty(), 10)).containsExactly(OTHER);
  }

  /** The other writes after the first has stored its result and before it has settled it. */
  @Test
  void aResultThatTwoWroteIsUnsettled() {
    Document before = stored(IMAGE);
    store.store(IMAGE, result(ScanStatus.SUCCEEDED, "r1", "X-1", "X-2"), NOW);
    assertThat(stored(IMAGE).getString("content")).isEqualTo(before.getString("content"));
    results.unsettle(List.of(IMAGE));
    assertThat(results.otherVersion("r1")).contains(JudgedResults.UNSETTLED);
  }

  @Test
  void tellsWhatIsFoundElsewhere() {
    JudgedResults.Asked asked =
        new JudgedResults.Asked(Set.of("X-1", "X-2", "X-3"), List.of(finding("X-1")));
    assertThat(results.foundElsewhere(Map.of(IMAGE, asked, OTHER, asked)))
        .isEqualTo(Map.of(IMAGE, Set.of("X-2"), OTHER, Set.of()));
  }

  @Test
  void anImageThatIsNotKnownWellEnoughIsScannedAgain() {
    results.rescan(IMAGE, "r2");
    assertThat(store.withJudgeable(List.of(IMAGE, OTHER), "test", "1", "r2"))
        .containsExactly(OTHER);
    database
        .collection(Collections.RESULTS)
        .updateOne(Filters.eq("image", OTHER.toString()), Updates.set("status", "FAILED"));
    assertThat(store.withJudgeable(List.of(OTHER), "test", "1", "r2")).isEmpty();
    assertThat(new ArrayList<>(store.withJudgeable(List.of(OTHER), "test", "1", "r1")))
        .containsExactly(OTHER);
  }
}
