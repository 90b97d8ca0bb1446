package io.mdis.worker.leftover;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.ScanStatus;
import io.mdis.worker.FakeScanner;
import io.mdis.worker.FakeSource;
import io.mdis.worker.TestDatabase;
import io.mdis.worker.store.ResultRemoval;
import io.mdis.worker.store.ResultStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoverResultsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant BEFORE = NOW.minus(Duration.ofDays(30));
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(60));

  @TempDir Path directory;
  private TestDatabase database;
  private MongoDatabase documents;
  private ResultStore results;

  @BeforeEach
  void start() throws IOException {
    database = new TestDatabase(directory);
    documents = database.client().getDatabase(TestDatabase.NAME);
    results = new ResultStore(database.client(), TestDatabase.NAME);
    results.ensureIndexes();
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private Digest scanned(String name, Instant at) {
    Digest image = FakeSource.digestOf(name);
    results.store(image, FakeScanner.result(ScanStatus.SUCCEEDED, "r", "X-1", "X-2"), at);
    return image;
  }

  private Digest image(String name, Instant deletedAt) {
    Digest image = scanned(name, LONG_AGO);
    Document document = new Document("_id", image.toString());
    if (deletedAt != null) {
      document.append("deletedAt", Date.from(deletedAt));
    }
    database.collection(Collections.IMAGES).insertOne(document);
    return image;
  }

  private LeftoverResults leftovers() {
    return new LeftoverResults(documents, List.of("test"));
  }

  private long findings(Digest image) {
    return database
        .collection(Collections.FINDINGS)
        .countDocuments(new Document("image", image.toString()));
  }

  private Document result(Digest image) {
    return database
        .collection(Collections.RESULTS)
        .find(new Document("_id", image + "|test"))
        .first();
  }

  @Test
  void onlyWhatWasDeletedLongAgoGoes() {
    Digest there = image("there", null);
    Digest deleted = image("deleted", LONG_AGO);
    Digest lately = image("lately", NOW.minusSeconds(60));
    Digest unknown = scanned("unknown", LONG_AGO);

    assertThat(leftovers().sweep(BEFORE, 100)).isEqualTo(2);

    assertThat(List.of(result(there), result(lately))).doesNotContainNull();
    assertThat(findings(there) + findings(lately)).isEqualTo(4);
    assertThat(result(deleted)).isNull();
    assertThat(result(unknown)).isNull();
    assertThat(findings(deleted) + findings(unknown)).isZero();
  }

  @Test
  void otherDimensionsAreTheirWorkersOwn() {
    Digest deleted = image("deleted", LONG_AGO);
    assertThat(new LeftoverResults(documents, List.of("secret")).sweep(BEFORE, 100)).isZero();
    assertThat(findings(deleted)).isEqualTo(2);
  }

  @Test
  void aStepLooksAtSoManyAndTheNextGoesOn() {
    for (int i = 0; i < 5; i++) {
      image("deleted " + i, LONG_AGO);
    }
    LeftoverResults leftovers = leftovers();
    assertThat(leftovers.sweep(BEFORE, 2)).isEqualTo(2);
    assertThat(leftovers.sweep(BEFORE, 2)).isEqualTo(2);
    assertThat(leftovers.sweep(BEFORE, 2)).isEqualTo(1);
    Digest late = image("late", LONG_AGO);
    leftovers.sweep(BEFORE, 2);
    leftovers.sweep(BEFORE, 2);
    assertThat(result(late)).as("the walk begins anew").isNull();
  }

  @Test
  void anImageThatCameBackAndWasScannedKeepsItsResult() {
    Digest image = image("back", LONG_AGO);
    scanned("back", NOW); // Its document is not seen to be back yet.
    assertThat(leftovers().sweep(BEFORE, 100)).isZero();
    assertThat(findings(image)).isEqualTo(2);
    assertThat(results.currentStatus(image, "test", "1", "r")).contains(ScanStatus.SUCCEEDED);
  }

  @Test
  void aScanThatStoresMeanwhileIsNeverLeftWithFewerFindingsUnseen() {
    Digest image = image("meanwhile", LONG_AGO);
    Document old = result(image);
    MongoDatabase racing = storing(() -> scanned("meanwhile", NOW));

    assertThat(new ResultRemoval(racing).remove(old, BEFORE)).isFalse();

    assertThat(findings(image)).as("they were removed").isZero();
    assertThat(result(image).getString("status")).isEqualTo("FAILED");
    assertThat(results.currentStatus(image, "test", "1", "r")).as("it is scanned again").isEmpty();
  }

  /** A database in which somebody else does something just before findings are removed. */
  @SuppressWarnings("unchecked")
  private MongoDatabase storing(Runnable meanwhile) {
    MongoCollection<Document> findings = database.collection(Collections.FINDINGS);
    MongoCollection<Document> racing =
        proxy(
            MongoCollection.class,
            findings,
            name -> {
              if (name.equals("deleteMany")) {
                meanwhile.run();
              }
              return null;
            });
    return proxy(
        MongoDatabase.class,
        documents,
        name -> name.equals("getCollection " + Collections.FINDINGS) ? racing : null);
  }

  private interface Other {
    Object instead(String call);
  }

  private static <T> T proxy(Class<T> type, Object target, Other other) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              boolean named = arguments != null && arguments[0] instanceof String;
              Object instead = other.instead(method.getName() + (named ? " " + arguments[0] : ""));
              try {
                return instead == null ? method.invoke(target, arguments) : instead;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }
}
