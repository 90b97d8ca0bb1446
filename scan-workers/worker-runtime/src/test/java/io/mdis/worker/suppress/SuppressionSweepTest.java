package io.mdis.worker.suppress;

import static io.mdis.worker.suppress.StoredSuppressions.ofFlaw;
import static io.mdis.worker.suppress.StoredSuppressions.ofImage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanResultMessage;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.contracts.Topics;
import io.mdis.messaging.EventPublisher;
import io.mdis.suppression.SuppressionScope;
import io.mdis.suppression.SuppressionStatus;
import io.mdis.worker.FakeSource;
import io.mdis.worker.TestBroker;
import io.mdis.worker.TestDatabase;
import io.mdis.worker.store.ResultStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressionSweepTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final Instant END = NOW.plusSeconds(60);

  @TempDir static Path shared;
  private static TestBroker broker;
  private static EventPublisher publisher;

  @TempDir Path directory;
  private TestDatabase database;
  private StoredSuppressions entries;
  private Digest image;

  @BeforeAll
  static void startBroker() throws IOException {
    broker = new TestBroker(shared);
    publisher = new EventPublisher(broker.uri());
  }

  @AfterAll
  static void stopBroker() {
    publisher.close();
    broker.close();
  }

  @BeforeEach
  void start() throws IOException {
    database = new TestDatabase(directory);
    entries = new StoredSuppressions(database);
    image = stored("app-" + directory.getFileName(), "X-1", "X-2");
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private Digest stored(String name, String... ids) {
    Digest digest = FakeSource.digestOf(name);
    database
        .collection(Collections.IMAGES)
        .insertOne(
            new Document("_id", digest.toString())
                .append("registry", "registry.test")
                .append("repository", "team/" + name)
                .append("tags", List.of("1", "latest")));
    List<Finding> findings = new ArrayList<>();
    for (String id : ids) {
      for (String packageName : new String[] {"a", "b"}) {
        findings.add(
            new Finding(
                id,
                "test",
                Severity.HIGH,
                null,
                "title of " + id,
                null,
                null,
                Map.of("package", packageName, "aliases", "GHSA-" + id.toLowerCase(Locale.ROOT))));
      }
    }
    ScanResult result =
        new ScanResult("test", ScanStatus.SUCCEEDED, List.of(), "1", "r", findings, Map.of());
    ResultStore store = new ResultStore(database.client(), TestDatabase.NAME);
    store.ensureIndexes();
    store.store(digest, result, NOW.minusSeconds(3600));
    return digest;
  }

  private OptionalInt sweep(Instant now) throws IOException {
    return sweep(now, "one");
  }

  private OptionalInt sweep(Instant now, String owner) throws IOException {
    var mongo = database.client().getDatabase(TestDatabase.NAME);
    return new SuppressionSweep(
            mongo,
            new StoredEntries(mongo),
            new ImageSubjects(
                mongo.getCollection(Collections.IMAGES), Map.of("prod", List.of("*/team/prod-*"))),
            "test",
            owner)
        .run(now, publisher);
  }

  private List<String> suppressed(Digest digest) {
    return database
        .collection(Collections.FINDINGS)
        .find(Filters.eq("image", digest.toString()))
        .into(new ArrayList<>())
        .stream()
        .filter(found -> found.containsKey("suppression"))
        .map(
            found ->
                found.getString("id") + " " + found.get("details", Document.class).get("package"))
        .sorted()
        .toList();
  }

  private Document result(Digest digest) {
    return database
        .collection(Collections.RESULTS)
        .find(Filters.eq("image", digest.toString()))
        .first();
  }

  private List<ScanResultMessage> told() throws IOException {
    return broker.messages(Topics.SCAN_RESULTS, ScanResultMessage.class).stream()
        .filter(message -> message.image().equals(image))
        .toList();
  }

  private List<AlertMessage> alerts() throws IOException {
    return broker.messages(Topics.ALERTS, AlertMessage.class).stream()
        .filter(message -> message.image().equals(image))
        .toList();
  }

  @Test
  void anEntryAppliesToWhatIsStoredOnce() throws IOException {
    entries.put("e", 1, ofFlaw("x-1"), null);
    assertThat(sweep(NOW)).hasValue(2);
    assertThat(suppressed(image)).containsExactly("X-1 a", "X-1 b");
    assertThat(result(image).get("counts")).isEqualTo(new Document("HIGH", 2));
    assertThat(result(image).get("suppressed")).isEqualTo(2);
    assertThat(told()).hasSize(1);
    assertThat(told().getFirst().counts()).isEqualTo(Map.of(Severity.HIGH, 2));
    assertThat(told().getFirst().suppressed()).isEqualTo(2);

    assertThat(sweep(NOW)).hasValue(0);
    assertThat(told()).hasSize(1);
    assertThat(alerts()).isEmpty();
  }

  @Test
  void aChangedEntryIsAppliedAgainAndARemovedOneNoLonger() throws IOException {
    entries.put("e", 1, ofFlaw("X-1"), null);
    sweep(NOW);
    entries.put("e", 2, ofFlaw("X-2"), null);
    assertThat(sweep(NOW)).hasValue(4);
    assertThat(suppressed(image)).containsExactly("X-2 a", "X-2 b");
    entries.put("e", 3, ofFlaw("X-2"), null);
    assertThat(sweep(NOW)).as("only the reason").hasValue(2);
    Document finding =
        database.collection(Collections.FINDINGS).find(Filters.eq("id", "X-2")).first();
    assertThat(finding.get("suppression", Document.class))
        .containsEntry("entry", "e")
        .containsEntry("reason", "reason 3")
        .containsEntry("author", "ann")
        .containsEntry("origin", "rest");
    entries.remove("e");
    assertThat(sweep(NOW)).hasValue(2);
    assertThat(suppressed(image)).isEmpty();
    assertThat(result(image).get("suppressed")).isEqualTo(0);
    assertThat(alerts()).as("somebody wanted it so").isEmpty();
  }

  @Test
  void whatHasExpiredComesBackOnceWithOneAlert() throws IOException {
    entries.put("e", 1, ofFlaw("X-1"), END);
    sweep(NOW);
    assertThat(sweep(END.minusSeconds(1))).hasValue(0);
    assertThat(suppressed(image)).hasSize(2);

    assertThat(sweep(END)).hasValue(2);
    assertThat(suppressed(image)).isEmpty();
    assertThat(result(image).get("counts")).isEqualTo(new Document("HIGH", 4));
    assertThat(alerts()).hasSize(1);
    AlertMessage alert = alerts().getFirst();
    assertThat(alert.kind()).isEqualTo("suppression.expired");
    assertThat(alert.finding()).isEqualTo("X-1");
    assertThat(alert.severity()).isEqualTo(Severity.HIGH);
    assertThat(alert.references())
        .allMatch(reference -> reference.startsWith("registry.test/team/app-"))
        .hasSize(2);
    assertThat(alert.id()).contains("X-1", image.toString(), "e@" + END);
    assertThat(alert.reason()).contains("suppressed until " + END + " by e: reason 1");

    assertThat(sweep(END.plusSeconds(1))).hasValue(0);
    assertThat(sweep(END.plusSeconds(2))).hasValue(0);
    assertThat(alerts()).hasSize(1);
  }

  @Test
  void whereAnotherEntryStillHoldsNothingComesBack() throws IOException {
    entries.put("short", 1, ofFlaw("X-1"), END);
    entries.put("image", 1, ofImage("X-1", "registry.test/team/*:latest"), null);
    sweep(NOW);
    sweep(END);
    assertThat(suppressed(image)).hasSize(2);
    assertThat(alerts()).isEmpty();
  }

  @Test
  void anAliasPackageImageAndEnvironmentAreLookedUp() throws IOException {
    Digest prod = stored("prod-" + directory.getFileName(), "X-1");
    entries.put("alias", 1, ofFlaw("ghsa-X-2"), null);
    entries.put(
        "prod", 1, new SuppressionScope("X-1", List.of(), "a", null, null, null, "prod"), null);
    sweep(NOW);
    assertThat(suppressed(image)).containsExactly("X-2 a", "X-2 b");
    assertThat(suppressed(prod)).containsExactly("X-1 a");
    entries.put(
        "package", 1, new SuppressionScope("X-1", List.of(), "b", null, null, null, null), null);
    sweep(NOW);
    assertThat(suppressed(image)).containsExactly("X-1 b", "X-2 a", "X-2 b");
    assertThat(suppressed(prod)).containsExactly("X-1 a", "X-1 b");
  }

  private Digest storedFile(String name, String path, String sha256) {
    Digest digest = FakeSource.digestOf(name);
    Finding finding =
        new Finding(
            "Unix.Miner",
            "test",
            Severity.CRITICAL,
            null,
            "malware",
            null,
            path,
            Map.of("package", path, "sha256", sha256));
    ScanResult result =
        new ScanResult(
            "test", ScanStatus.SUCCEEDED, List.of(), "1", "r", List.of(finding), Map.of());
    new ResultStore(database.client(), TestDatabase.NAME)
        .store(digest, result, NOW.minusSeconds(3600));
    return digest;
  }

  /** Were other findings looked at, the marks on them would not survive. */
  @Test
  void anEntryByHashActsInEveryImageAndLooksAtNothingElse() throws IOException {
    String hash = "ab".repeat(32);
    Digest one = storedFile("one-" + directory.getFileName(), "usr/bin/a", hash);
    Digest two = storedFile("two-" + directory.getFileName(), "opt/b", hash);
    Digest other = storedFile("other-" + directory.getFileName(), "opt/b", "cd".repeat(32));
    database
        .collection(Collections.FINDINGS)
        .updateMany(Filters.ne("details.sha256", hash), Updates.set("note", "mark"));
    entries.put("e", 1, SuppressionScope.ofHash(hash), SuppressionStatus.FALSE_POSITIVE, null);
    assertThat(sweep(NOW)).hasValue(2);
    assertThat(suppressed(one)).containsExactly("Unix.Miner usr/bin/a");
    assertThat(suppressed(two)).containsExactly("Unix.Miner opt/b");
    assertThat(suppressed(other)).isEmpty();
    assertThat(database.collection(Collections.FINDINGS).countDocuments(Filters.eq("note", "mark")))
        .isEqualTo(5);
    Document finding =
        database.collection(Collections.FINDINGS).find(Filters.eq("details.sha256", hash)).first();
    assertThat(finding.get("suppression", Document.class))
        .containsEntry("verdict", "false_positive");
    entries.remove("e");
    assertThat(sweep(NOW)).hasValue(2);
    assertThat(suppressed(one)).isEmpty();
  }

  @Test
  void anEntryOfAPathActsInItsDimensionUntilItIsMovedToAnother() throws IOException {
    Digest file = storedFile("file-" + directory.getFileName(), "usr/bin/a", "ab".repeat(32));
    entries.put("e", 1, ofPath("usr/bin/*", "other"), null);
    assertThat(sweep(NOW)).hasValue(0);
    entries.put("e", 2, ofPath("usr/bin/*", "test"), null);
    assertThat(sweep(NOW)).hasValue(1);
    assertThat(suppressed(file)).containsExactly("Unix.Miner usr/bin/a");
    entries.put("e", 3, ofPath("usr/bin/*", "other"), null);
    assertThat(sweep(NOW)).hasValue(1);
    assertThat(suppressed(file)).isEmpty();
  }

  private static SuppressionScope ofPath(String path, String dimension) {
    return new SuppressionScope(null, List.of(), null, null, path, null, null, dimension, null);
  }

  @Test
  void aStatementThatSuppressesNothingIsNoted() throws IOException {
    entries.put("e", 1, ofFlaw("X-1"), SuppressionStatus.UNDER_INVESTIGATION, null);
    assertThat(sweep(NOW)).hasValue(2);
    assertThat(suppressed(image)).isEmpty();
    Document finding =
        database.collection(Collections.FINDINGS).find(Filters.eq("id", "X-1")).first();
    assertThat(finding.getString("note")).isEqualTo("under investigation (ann): reason 1");
    assertThat(result(image).get("counts")).isEqualTo(new Document("HIGH", 4));
  }

  /** Were every finding looked at, the mark on the other one would not survive. */
  @Test
  void onlyFindingsOfTheEntrysNamesAreLookedAt() throws IOException {
    database
        .collection(Collections.FINDINGS)
        .updateMany(Filters.eq("id", "X-2"), Updates.set("note", "mark"));
    entries.put("e", 1, ofFlaw("X-1"), null);
    sweep(NOW);
    assertThat(database.collection(Collections.FINDINGS).countDocuments(Filters.eq("note", "mark")))
        .isEqualTo(2);
  }

  @Test
  void countsThatAKilledSweepLeftBehindAreMadeGood() throws IOException {
    entries.put("e", 1, ofFlaw("X-1"), null);
    sweep(NOW);
    database
        .collection(Collections.RESULTS)
        .updateMany(new Document(), Updates.set("counts", new Document("HIGH", 99)));
    database
        .collection(Collections.SUPPRESSIONS_APPLIED)
        .updateOne(Filters.eq("_id", "test"), Updates.set("pending", List.of(image.toString())));
    sweep(NOW);
    assertThat(result(image).get("counts")).isEqualTo(new Document("HIGH", 2));
  }

  @Test
  void aSweepThatWasCutOffByTheBrokerIsDoneByTheNext() throws IOException {
    entries.put("e", 1, ofFlaw("X-1"), END);
    sweep(NOW);
    EventPublisher working = publisher;
    try (EventPublisher dead = new EventPublisher("localhost:1")) {
      publisher = dead;
      assertThatThrownBy(() -> sweep(END)).isInstanceOf(IOException.class);
    } finally {
      publisher = working;
    }
    assertThat(suppressed(image)).as("nothing came back unheard").hasSize(2);
    assertThat(sweep(END)).hasValue(2);
    assertThat(alerts()).hasSize(1);
  }

  @Test
  void onlyOneWorkerSweeps() throws IOException {
    entries.put("e", 1, ofFlaw("X-1"), null);
    new AppliedEntries(database.collection(Collections.SUPPRESSIONS_APPLIED), "test", "other")
        .lease(Instant.now());
    assertThat(sweep(NOW)).isEmpty();
    assertThat(suppressed(image)).isEmpty();
    database
        .collection(Collections.SUPPRESSIONS_APPLIED)
        .updateOne(
            Filters.eq("_id", "test"),
            Updates.set("leaseUntil", java.util.Date.from(Instant.now().minusSeconds(1))));
    assertThat(sweep(NOW)).hasValue(2);
  }

  @Test
  void anEntryThatCannotBeReadStopsNoOther() throws IOException {
    database
        .collection(Collections.SUPPRESSIONS)
        .insertOne(new Document("_id", "odd").append("revision", 1L).append("status", "odd"));
    entries.put("e", 1, ofFlaw("X-1"), null);
    assertThat(sweep(NOW)).hasValue(2);
  }

  /** More findings than one batch, in more images than one. */
  @Test
  void sweepsMoreThanABatch() throws IOException {
    for (int i = 0; i < 260; i++) {
      stored("many-" + i, "X-9");
    }
    entries.put("e", 1, ofFlaw("X-9"), null);
    assertThat(sweep(NOW)).hasValue(520);
    assertThat(database.collection(Collections.RESULTS).countDocuments(Filters.eq("suppressed", 2)))
        .isEqualTo(260);
  }
}
