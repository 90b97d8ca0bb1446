package io.mdis.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ImageEvent;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.mdis.ingest.store.MongoImageStore;
import io.mdis.report.query.AffectedImagePage;
import io.mdis.report.query.AffectedImageQuery;
import io.mdis.report.query.FindingQuery;
import io.mdis.report.query.PageQuery;
import io.mdis.report.query.Vulnerabilities;
import io.mdis.report.query.VulnerabilityName;
import io.mdis.report.query.VulnerabilityReport;
import io.mdis.report.store.MongoReportSource;
import io.mdis.report.store.MongoStoredDetail;
import io.mdis.report.store.MongoVulnerabilitySource;
import io.mdis.worker.store.ResultStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What one service reads of what others wrote goes along their indexes, as the server itself
 * explains. Runs against the embedded database, or the server whose URI is in
 * MDIS_TEST_MONGODB_URI.
 */
class IndexedQueriesTest {
  private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
  private static final VulnerabilityName COMMON = new VulnerabilityName("ghsa-common");
  private static final int IMAGES = 1_050;

  @TempDir Path directory;
  private final RecordedCommands commands = new RecordedCommands();
  private EmbeddedDatabase embedded;
  private MongoClient client;
  private MongoDatabase database;

  @BeforeEach
  void start() throws Exception {
    String uri = System.getenv("MDIS_TEST_MONGODB_URI");
    if (uri == null) {
      embedded = EmbeddedDatabase.start(directory, 0);
      uri = embedded.uri();
    }
    client =
        MongoClients.create(
            MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .addCommandListener(commands)
                .build());
    database = client.getDatabase("mdis-test-" + UUID.randomUUID());
  }

  @AfterEach
  void stop() {
    database.drop();
    client.close();
    if (embedded != null) {
      embedded.close();
    }
  }

  @Test
  void whichImagesHaveAFlawIsToldByIndexes() {
    MongoImageStore images = new MongoImageStore(client, database.getName());
    ResultStore results = new ResultStore(client, database.getName());
    images.createIndexes();
    results.ensureIndexes();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < IMAGES; i++) {
        int number = i;
        threads.execute(() -> store(number, images, results));
      }
    }
    List<String> expected =
        IntStream.range(0, IMAGES)
            .filter(i -> !deleted(i))
            .mapToObj(i -> digest(i).toString())
            .sorted()
            .toList();
    commands.take();

    Vulnerabilities vulnerabilities = new Vulnerabilities(new MongoVulnerabilitySource(database));
    VulnerabilityReport report = vulnerabilities.report(COMMON);
    assertThat(report.images()).isEqualTo(expected.size());
    assertThat(report.names()).containsExactly("CVE-2026-1", "GHSA-COMMON");
    assertThat(vulnerabilities.report(new VulnerabilityName("cve-2026-1007")).images())
        .isEqualTo(1);
    assertThat(paged(vulnerabilities)).isEqualTo(expected);

    List<BsonDocument> sent = commands.take();
    assertThat(sent).hasSizeGreaterThan(20);
    sent.forEach(this::assertIndexed);
  }

  @Test
  void aPageOfFindingsIsReadInTheOrderOfAnIndex() {
    ResultStore results = new ResultStore(client, database.getName());
    results.ensureIndexes();
    for (int i = 0; i < 20; i++) {
      results.store(digest(i), result(i), NOW);
    }
    commands.take();
    MongoReportSource reports = new MongoReportSource(database);
    for (Set<Severity> severities : List.of(Set.<Severity>of(), Set.of(Severity.HIGH))) {
      FindingQuery query =
          new FindingQuery(Optional.of("vulnerability"), severities, new PageQuery(1, 2));
      assertThat(reports.findings(digest(7), query).findings()).hasSize(1);
    }
    assertThat(new MongoStoredDetail(database).findings(digest(7), 100)).isNotEmpty();
    List<BsonDocument> sent = commands.take();
    assertThat(sent).hasSizeGreaterThanOrEqualTo(6);
    sent.forEach(this::assertIndexed);
  }

  private void assertIndexed(BsonDocument command) {
    Document explained = database.runCommand(new Document("explain", command));
    assertThat(winningPlan(explained).toJson())
        .as(command.toJson().substring(0, Math.min(command.toJson().length(), 500)))
        .containsAnyOf("IXSCAN", "DISTINCT_SCAN", "IDHACK", "EXPRESS_IXSCAN")
        .doesNotContain("\"COLLSCAN\"", "\"SORT\"");
  }

  /** An aggregation that is not wholly a query has its plan in the first of its stages. */
  private static Document winningPlan(Document explained) {
    Document query =
        explained.containsKey("stages")
            ? explained.getList("stages", Document.class).getFirst().get("$cursor", Document.class)
            : explained;
    return query.getEmbedded(List.of("queryPlanner", "winningPlan"), Document.class);
  }

  private static void store(int number, MongoImageStore images, ResultStore results) {
    Digest digest = digest(number);
    images.save(image(digest));
    results.store(digest, result(number), NOW);
    if (deleted(number)) {
      images.delete("registry.example", "app", null, digest, NOW);
    }
  }

  private static boolean deleted(int number) {
    return number % 50 == 0;
  }

  private static List<String> paged(Vulnerabilities vulnerabilities) {
    List<String> seen = new ArrayList<>();
    Optional<Digest> after = Optional.empty();
    do {
      AffectedImagePage page = vulnerabilities.images(new AffectedImageQuery(COMMON, after, 100));
      page.images().forEach(shown -> seen.add(shown.image().digest().toString()));
      after = page.next();
    } while (after.isPresent());
    return seen;
  }

  private static Digest digest(int number) {
    return Digest.sha256("%064x".formatted(number * 0x9e3779b97f4a7c15L));
  }

  private static ImageMessage image(Digest digest) {
    return new ImageMessage(
        "registry.example",
        "app",
        "1",
        digest,
        digest,
        null,
        List.of(),
        ImageMessage.Reason.PUSH,
        ImageEvent.Kind.PUSH.name(),
        NOW);
  }

  private static ScanResult result(int number) {
    return new ScanResult(
        "vulnerability",
        ScanStatus.SUCCEEDED,
        List.of(),
        "1",
        "r",
        List.of(
            finding("CVE-2026-1", "GHSA-COMMON", "openssl"),
            finding("CVE-2026-1", "GHSA-COMMON", "libssl"),
            finding("CVE-2026-" + (1_000 + number), "", "other")),
        Map.of());
  }

  private static Finding finding(String id, String alias, String name) {
    return new Finding(
        id,
        "vulnerability",
        Severity.HIGH,
        null,
        id,
        null,
        null,
        Map.of("package", name, "installedVersion", "1", "fixedVersion", "2", "aliases", alias));
  }
}
