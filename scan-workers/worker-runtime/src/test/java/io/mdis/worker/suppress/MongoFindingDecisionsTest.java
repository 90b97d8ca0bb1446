package io.mdis.worker.suppress;

import static io.mdis.worker.suppress.StoredSuppressions.ofFlaw;
import static io.mdis.worker.suppress.StoredSuppressions.ofImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.Collections;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.suppression.SuppressionScope;
import io.mdis.worker.FakeScanner;
import io.mdis.worker.Messages;
import io.mdis.worker.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoFindingDecisionsTest {
  @TempDir Path directory;
  private TestDatabase database;
  private StoredSuppressions entries;
  private FindingDecisions decisions;

  @BeforeEach
  void start() throws IOException {
    database = new TestDatabase(directory);
    entries = new StoredSuppressions(database);
    var mongo = database.client().getDatabase(TestDatabase.NAME);
    decisions =
        new MongoFindingDecisions(
            new StoredEntries(mongo),
            new ImageSubjects(
                mongo.getCollection(Collections.IMAGES),
                Map.of("test", List.of("registry.test/app"), "prod", List.of("*/app:live"))));
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private List<String> suppressed() {
    ImageMessage image = Messages.image("app");
    ScanResult found = FakeScanner.result(ScanStatus.SUCCEEDED, "r", "X-1", "X-2");
    return decisions.entries().judge(image, found).findings().stream()
        .filter(Finding::suppressed)
        .map(Finding::id)
        .toList();
  }

  @Test
  void seesAChangeAtOnce() {
    assertThat(suppressed()).isEmpty();
    entries.put("e", 1, ofFlaw("X-1"), null);
    assertThat(suppressed()).containsExactly("X-1");
    entries.remove("e");
    assertThat(suppressed()).isEmpty();
  }

  @Test
  void saysWhenItsEntriesNoLongerHold() {
    FindingDecisions.Entries asked = decisions.entries();
    assertThat(asked.hold()).isTrue();
    entries.put("e", 1, ofFlaw("X-1"), null);
    assertThat(asked.hold()).isFalse();
    assertThat(decisions.entries().hold()).isTrue();
  }

  @Test
  void knowsEveryNameOfTheImage() {
    entries.put("e", 1, ofImage("X-1", "*/other:live"), null);
    assertThat(suppressed()).isEmpty();
    database
        .collection(Collections.IMAGES)
        .insertOne(
            new Document("_id", Messages.image("app").manifestDigest().toString())
                .append("registry", "registry.test")
                .append("repository", "other")
                .append("tags", List.of("1", "live")));
    assertThat(suppressed()).containsExactly("X-1");
  }

  @Test
  void anImageIsInTheEnvironmentsThatItsNamesFit() {
    entries.put(
        "e", 1, new SuppressionScope("X-1", List.of(), null, null, null, null, "test"), null);
    assertThat(suppressed()).containsExactly("X-1");
    database
        .collection(Collections.IMAGES)
        .insertOne(
            new Document("_id", Messages.image("app").manifestDigest().toString())
                .append("registry", "registry.test")
                .append("repository", "app")
                .append("tags", List.of("live")));
    assertThat(suppressed()).as("it is in prod too").isEmpty();
  }

  @Test
  void anEndedEntrySuppressesNothing() {
    entries.put("e", 1, ofFlaw("X-1"), Instant.now().minusSeconds(1));
    assertThat(suppressed()).isEmpty();
  }

  @Test
  void aPatternOfAnEnvironmentThatCannotBeReadIsNamed() {
    assertThatThrownBy(() -> new ImageSubjects(null, Map.of("test", List.of("alpine"))))
        .hasMessageContaining("mdis.environments.test.images: ");
  }
}
