package io.mdis.worker.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.Platform;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Topics;
import io.mdis.worker.FakeScanner;
import io.mdis.worker.FakeSource;
import io.mdis.worker.TestBroker;
import io.mdis.worker.TestDatabase;
import io.mdis.worker.TestSettings;
import io.mdis.worker.scan.ScannerSet;
import io.mdis.worker.store.ResultStore;
import io.quarkus.runtime.ShutdownEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconcilerTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(1));

  @TempDir Path directory;
  private TestDatabase database;
  private TestBroker broker;
  private ResultStore results;
  private Reconciler reconciler;
  private final FakeScanner scanner = FakeScanner.of(context -> null);

  @BeforeEach
  void start() throws IOException {
    database = new TestDatabase(directory.resolve("database"));
    broker = new TestBroker(directory.resolve("broker"));
    results = new ResultStore(database.client(), TestDatabase.NAME);
    reconciler = reconciler(scanner);
  }

  private Reconciler reconciler(FakeScanner of) {
    return new Reconciler(
        database.client(),
        results,
        ScannerSet.of(List.of(of), Optional.empty()),
        new TestSettings(directory.resolve("layers")),
        TestDatabase.NAME,
        broker.uri());
  }

  @AfterEach
  void stop() {
    reconciler.stop(new ShutdownEvent());
    broker.close();
    database.close();
  }

  private Digest accepted(String name, Instant when) {
    Digest digest = FakeSource.digestOf(name);
    database.collection(Collections.IMAGES).insertOne(document(digest, when));
    return digest;
  }

  private static Document document(Digest digest, Instant when) {
    return new Document("_id", digest.toString())
        .append("registry", "registry.test")
        .append("repository", "team/app")
        .append("tags", List.of("1", "2"))
        .append("configDigest", digest.toString())
        .append("platform", "linux/arm64")
        .append(
            "layers",
            List.of(
                new Document("digest", digest.toString())
                    .append("mediaType", "application/vnd.oci.image.layer.v1.tar")
                    .append("size", 3L)))
        .append("eventId", "event-7")
        .append("acceptedAt", Date.from(when));
  }

  private List<ImageMessage> enqueued() throws IOException {
    return broker.messages(Topics.IMAGES, ImageMessage.class);
  }

  @Test
  void enqueuesAnImageThatHasNoResult() throws IOException {
    Digest image = accepted("forgotten", LONG_AGO);
    assertThat(reconciler.reconcile(NOW)).isEqualTo(1);
    ImageMessage message = enqueued().getFirst();
    assertThat(message.manifestDigest()).isEqualTo(image);
    assertThat(message.reference()).isEqualTo("registry.test/team/app:2@" + image);
    assertThat(message.platform()).isEqualTo(new Platform("linux", "arm64", null));
    assertThat(message.layers()).hasSize(1);
    assertThat(message.reason()).isEqualTo(ImageMessage.Reason.RESCAN);
    assertThat(message.eventId()).isEqualTo("event-7");
  }

  @Test
  void leavesAloneWhatHasAResultOfTheseRules() throws IOException {
    Digest scanned = accepted("scanned", LONG_AGO);
    Digest failed = accepted("failed", LONG_AGO);
    Digest earlier = accepted("earlier", LONG_AGO);
    results.store(scanned, FakeScanner.result(ScanStatus.SUCCEEDED, "rules-1"), NOW);
    results.store(failed, FakeScanner.result(ScanStatus.FAILED, "rules-1"), NOW);
    results.store(earlier, FakeScanner.result(ScanStatus.SUCCEEDED, "rules-0"), NOW);
    assertThat(reconciler.reconcile(NOW)).isEqualTo(1);
    assertThat(enqueued()).extracting(ImageMessage::manifestDigest).containsExactly(earlier);
  }

  @Test
  void givesNewImagesTimeAndDeletedOnesPeace() throws IOException {
    accepted("new", NOW);
    Document deleted = document(FakeSource.digestOf("deleted"), LONG_AGO);
    database.collection(Collections.IMAGES).insertOne(deleted.append("deletedAt", Date.from(NOW)));
    assertThat(reconciler.reconcile(NOW)).isZero();
  }

  @Test
  void looksThroughEveryPage() throws IOException {
    for (int i = 0; i < 1_201; i++) {
      accepted("image-" + i, LONG_AGO);
    }
    assertThat(reconciler.reconcile(NOW)).isEqualTo(1_201);
    assertThat(enqueued()).extracting(ImageMessage::manifestDigest).doesNotHaveDuplicates();
  }

  @Test
  void newRulesOfAScannerThatJudgesAnewNeedNoScan() throws IOException {
    Digest judged = accepted("judged", LONG_AGO);
    Digest failed = accepted("failed", LONG_AGO);
    Digest missing = accepted("missing", LONG_AGO);
    results.store(judged, FakeScanner.result(ScanStatus.PARTIAL, "rules-0"), NOW);
    results.store(failed, FakeScanner.result(ScanStatus.FAILED, "rules-0"), NOW);
    assertThat(reconciler(scanner.judgingAnew()).reconcile(NOW)).isEqualTo(2);
    assertThat(enqueued())
        .extracting(ImageMessage::manifestDigest)
        .containsExactlyInAnyOrder(failed, missing);
  }

  @Test
  void enqueuesNoMoreThanTheLimitAndNoneTwiceInARow() throws IOException {
    for (int i = 0; i < 1_500; i++) {
      accepted("image-" + i, LONG_AGO);
    }
    assertThat(reconciler.reconcile(NOW)).isEqualTo(1_300);
    assertThat(reconciler.reconcile(NOW)).isEqualTo(200);
    assertThat(reconciler.reconcile(NOW)).isZero();
    assertThat(enqueued()).extracting(ImageMessage::manifestDigest).doesNotHaveDuplicates();
  }
}
