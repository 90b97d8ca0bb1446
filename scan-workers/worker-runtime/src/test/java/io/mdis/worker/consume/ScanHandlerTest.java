package io.mdis.worker.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanResultMessage;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.contracts.Topics;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.mdis.messaging.EventPublisher;
import io.mdis.messaging.RecordInfo;
import io.mdis.worker.FakeScanner;
import io.mdis.worker.FakeSource;
import io.mdis.worker.Messages;
import io.mdis.worker.TestBroker;
import io.mdis.worker.TestDatabase;
import io.mdis.worker.scan.InMemoryLayerResults;
import io.mdis.worker.store.ResultStore;
import io.mdis.worker.suppress.FindingDecisions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanHandlerTest {
  private static final RecordInfo FIRST = new RecordInfo(Topics.IMAGES, 0, 0, "key", 1);

  @TempDir static Path shared;
  private static TestBroker broker;
  private static EventPublisher publisher;

  @TempDir Path directory;
  private final AtomicInteger looks = new AtomicInteger();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private TestDatabase database;
  private ResultStore results;

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
  void startDatabase() throws IOException {
    database = new TestDatabase(directory.resolve("database"));
    results = new ResultStore(database.client(), TestDatabase.NAME);
  }

  @AfterEach
  void stopDatabase() {
    database.close();
  }

  private ScanHandler handler(FakeScanner scanner) throws IOException {
    return handler(scanner, FindingDecisions.NONE);
  }

  private ScanHandler handler(FakeScanner scanner, FindingDecisions decisions) throws IOException {
    LayerStore layers = new LayerStore(directory.resolve("layers"), 1 << 20, LayerLimits.DEFAULT);
    ImageScans scans =
        new ImageScans(
            image -> FakeSource.of(), layers, new InMemoryLayerResults(), Duration.ofHours(1));
    return new ScanHandler(scanner, scans, results, decisions, publisher, new ScanMetrics(meters));
  }

  private FakeScanner scanner(ScanStatus status, String... findings) {
    return FakeScanner.of(
        context -> {
          looks.incrementAndGet();
          return FakeScanner.result(status, "rules-1", findings);
        });
  }

  private List<ScanResultMessage> told(ImageMessage image) throws IOException {
    return broker.messages(Topics.SCAN_RESULTS, ScanResultMessage.class).stream()
        .filter(message -> message.image().equals(image.manifestDigest()))
        .toList();
  }

  @Test
  void storesTheResultAndTellsOfIt() throws IOException {
    ImageMessage image = Messages.image("told");
    handler(scanner(ScanStatus.SUCCEEDED, "X-1", "X-2")).handle(image, FIRST);
    assertThat(results.currentStatus(image.manifestDigest(), "test", "1", "rules-1"))
        .contains(ScanStatus.SUCCEEDED);
    List<ScanResultMessage> told = told(image);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().counts()).isEqualTo(Map.of(Severity.HIGH, 2));
    assertThat(meters.timer("mdis.scans", "dimension", "test", "status", "SUCCEEDED").count())
        .isEqualTo(1);
  }

  @Test
  void whatIsCurrentIsNotScannedAgain() throws IOException {
    ImageMessage image = Messages.image("twice");
    ScanHandler handler = handler(scanner(ScanStatus.SUCCEEDED));
    handler.handle(image, FIRST);
    handler.handle(image, FIRST);
    assertThat(looks).hasValue(1);
    assertThat(told(image)).hasSize(1);
  }

  @Test
  void aDeepRescanScansWhatIsCurrentAndReadsItsLayersAgain() throws IOException {
    Digest layer = Digest.sha256("e".repeat(64));
    AtomicInteger reads = new AtomicInteger();
    FakeScanner scanner =
        FakeScanner.of(
            context -> {
              looks.incrementAndGet();
              context
                  .layerResults()
                  .once(
                      layer,
                      "test",
                      "1",
                      () -> {
                        reads.incrementAndGet();
                        return new byte[0];
                      });
              return FakeScanner.result(ScanStatus.SUCCEEDED, "rules-1");
            });
    ScanHandler handler = handler(scanner);
    handler.handle(Messages.image("deep"), FIRST);
    handler.handle(again("deep", ImageMessage.Reason.RESCAN), FIRST);
    assertThat(looks).hasValue(1);
    handler.handle(again("deep", ImageMessage.Reason.DEEP), FIRST);
    assertThat(looks).hasValue(2);
    assertThat(reads).hasValue(2);
  }

  @Test
  void aDimensionThatARescanDoesNotNameLeavesItToOthers() throws IOException {
    ScanHandler handler = handler(scanner(ScanStatus.SUCCEEDED));
    handler.handle(again("other", ImageMessage.Reason.DEEP, "secret"), FIRST);
    assertThat(looks).hasValue(0);
    handler.handle(again("other", ImageMessage.Reason.DEEP, "secret", "test"), FIRST);
    assertThat(looks).hasValue(1);
  }

  private static ImageMessage again(String name, ImageMessage.Reason why, String... dimensions) {
    return Messages.again(name, why, Instant.now(), dimensions);
  }

  @Test
  void aFailureIsScannedAgainWhenAskedFor() throws IOException {
    ImageMessage image = Messages.image("failed");
    handler(scanner(ScanStatus.FAILED)).handle(image, FIRST);
    handler(scanner(ScanStatus.SUCCEEDED)).handle(image, FIRST);
    assertThat(looks).hasValue(2);
    assertThat(results.currentStatus(image.manifestDigest(), "test", "1", "rules-1"))
        .contains(ScanStatus.SUCCEEDED);
  }

  @Test
  void newRulesScanAgain() throws IOException {
    ImageMessage image = Messages.image("rules");
    FakeScanner scanner = scanner(ScanStatus.SUCCEEDED);
    handler(scanner).handle(image, FIRST);
    handler(scanner.withRules("rules-2")).handle(image, FIRST);
    assertThat(looks).hasValue(2);
  }

  @Test
  void newRulesOfAScannerThatJudgesAnewScanOnlyFailures() throws IOException {
    ImageMessage image = Messages.image("anew");
    FakeScanner scanner = scanner(ScanStatus.SUCCEEDED).judgingAnew();
    handler(scanner).handle(image, FIRST);
    handler(scanner.withRules("rules-2")).handle(image, FIRST);
    assertThat(looks).hasValue(1);
    ImageMessage failed = Messages.image("anew-failed");
    handler(scanner(ScanStatus.FAILED).judgingAnew()).handle(failed, FIRST);
    handler(scanner.withRules("rules-2")).handle(failed, FIRST);
    assertThat(looks).hasValue(3);
  }

  @Test
  void whatWasGivenUpOnHasAFailedResult() throws IOException {
    ImageMessage image = Messages.image("gave-up");
    RecordInfo fifth = new RecordInfo(Topics.IMAGES, 0, 0, "key", 5);
    handler(scanner(ScanStatus.SUCCEEDED))
        .gaveUp(image, fifth, new ImageException(ImageProblem.UNAVAILABLE, "no route"));
    ScanResultMessage told = told(image).getFirst();
    assertThat(told.status()).isEqualTo(ScanStatus.FAILED);
    assertThat(told.reasons())
        .containsExactly(
            new ScanReason(
                "registry.unavailable", image.reference() + " after 5 attempts: no route"));
  }

  @Test
  void nothingIsToldWhileTheDatabaseIsAway() throws IOException {
    ImageMessage image = Messages.image("away");
    database.stopServer();
    assertThatThrownBy(() -> handler(scanner(ScanStatus.SUCCEEDED)).handle(image, FIRST))
        .isInstanceOf(MongoException.class);
    assertThat(told(image)).isEmpty();
  }

  /** Entries that change while the first result is being stored. */
  private static final class ChangingDecisions implements FindingDecisions {
    private int asked;

    @Override
    public Entries entries() {
      asked++;
      boolean last = asked == 2;
      return new Entries() {
        @Override
        public ScanResult judge(ImageMessage image, ScanResult result) {
          return result.withFindings(
              result.findings().stream()
                  .map(finding -> last ? suppressed(finding) : finding)
                  .toList());
        }

        @Override
        public List<Finding> judge(Digest image, List<Finding> findings) {
          throw new UnsupportedOperationException();
        }

        @Override
        public boolean hold() {
          return last;
        }
      };
    }

    private static Finding suppressed(Finding finding) {
      return finding.judged(new FindingSuppression("e", "why", null, null, "rest"), null);
    }
  }

  @Test
  void whatIsStoredIsWhatTheLastEntriesSay() throws IOException {
    ImageMessage image = Messages.image("suppressed");
    handler(scanner(ScanStatus.SUCCEEDED, "X-1"), new ChangingDecisions()).handle(image, FIRST);
    assertThat(told(image)).hasSize(1);
    assertThat(told(image).getFirst().counts()).isEmpty();
    assertThat(told(image).getFirst().suppressed()).isEqualTo(1);
    Document result = database.collection(Collections.RESULTS).find().first();
    assertThat(result.get("counts", Document.class)).isEmpty();
    assertThat(result.getInteger("suppressed")).isEqualTo(1);
    Document finding = database.collection(Collections.FINDINGS).find().first();
    assertThat(finding.get("suppression", Document.class)).containsEntry("reason", "why");
  }
}
