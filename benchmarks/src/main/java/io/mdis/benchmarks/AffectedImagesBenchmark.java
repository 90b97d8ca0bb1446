package io.mdis.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.mdis.report.query.AffectedImageQuery;
import io.mdis.report.query.Vulnerabilities;
import io.mdis.report.query.VulnerabilityName;
import io.mdis.report.store.MongoVulnerabilitySource;
import io.mdis.worker.store.ResultStore;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;

/**
 * Which images have a flaw, asked of the embedded database as the report service asks it: how many
 * and which packages, the first page and one from the middle, for a flaw of three images, for one
 * that every image has in one package and for one that every image has in five, against a scan of
 * all findings in the same run.
 */
public final class AffectedImagesBenchmark {
  private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
  private static final int FINDINGS_PER_IMAGE = 100;
  private static final int PACKAGES_OF_SPREAD = 5;
  private static final int FLAWS = 20_000;
  private static final int WRITERS = 4;
  private static final int ROUNDS = 40;
  private static final String RARE = "CVE-2020-9";
  private static final String COMMON = "CVE-2021-44228";
  private static final String SPREAD = "CVE-2022-5";

  private AffectedImagesBenchmark() {}

  /**
   * Writes to a temporary folder and deletes it.
   *
   * @param arguments number of images, 10,000 where it is left out
   */
  public static void main(String[] arguments) throws Exception {
    int images = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    Path directory = Files.createTempDirectory("mdis-benchmark");
    PrintStream out = System.out;
    try {
      try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
          MongoClient client = MongoClients.create(database.uri())) {
        long start = System.nanoTime();
        fill(client, images);
        double seconds = (System.nanoTime() - start) / 1e9;
        long findings = (long) images * FINDINGS_PER_IMAGE;
        out.printf(
            "%,d images, %,d findings stored in %.0f s (%.0f findings/s)%n",
            images, findings, seconds, findings / seconds);
      }
      try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
          MongoClient client = MongoClients.create(database.uri())) {
        out.printf("file: %d MiB%n", Files.size(directory.resolve("database.mv")) >> 20);
        measure(out, client.getDatabase("mdis"));
      }
    } finally {
      TemporaryFolders.delete(directory);
    }
  }

  private static void fill(MongoClient client, int count) throws InterruptedException {
    MongoDatabase database = client.getDatabase("mdis");
    MongoCollection<Document> images = database.getCollection(Collections.IMAGES);
    images.createIndex(Indexes.descending("acceptedAt", "_id"));
    images.createIndex(Indexes.ascending("deletedAt", "_id"));
    for (int i = 0; i < count; i++) {
      images.insertOne(image(i));
    }
    ResultStore results = new ResultStore(client, "mdis");
    results.ensureIndexes();
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      for (int i = 0; i < count; i++) {
        int number = i;
        threads.submit(() -> results.store(digest(number), result(number), NOW));
      }
    }
  }

  private static Document image(int number) {
    List<Document> layers = new ArrayList<>();
    for (int layer = 0; layer < 8; layer++) {
      layers.add(
          new Document("digest", digest(number * 8 + layer).toString())
              .append("diffId", digest(number * 8 + layer).toString())
              .append("mediaType", "application/vnd.oci.image.layer.v1.tar+gzip")
              .append("size", 12_345_678L));
    }
    Document image =
        new Document("_id", digest(number).toString())
            .append("registry", "registry.example:5000")
            .append("repository", "team/app-" + number % 500)
            .append("tags", List.of("1." + number, "latest"))
            .append("configDigest", digest(-number).toString())
            .append("platform", "linux/amd64")
            .append("layers", layers)
            .append("acceptedAt", Date.from(NOW));
    return number % 20 == 7 ? image.append("deletedAt", Date.from(NOW)) : image;
  }

  private static ScanResult result(int number) {
    Random random = new Random(number);
    List<Finding> findings = new ArrayList<>();
    findings.add(finding(COMMON, "log4j-core", random));
    for (int i = 0; i < PACKAGES_OF_SPREAD; i++) {
      findings.add(finding(SPREAD, "libspread-" + i, random));
    }
    if (number % 3_000 == 1_000) {
      findings.add(finding(RARE, "openssl", random));
    }
    while (findings.size() < FINDINGS_PER_IMAGE) {
      int flaw = random.nextInt(FLAWS);
      findings.add(finding("CVE-2023-" + flaw, "package-" + flaw % 700, random));
    }
    return new ScanResult(
        "vulnerability", ScanStatus.SUCCEEDED, List.of(), "4", "rules", findings, Map.of());
  }

  private static Finding finding(String id, String name, Random random) {
    return new Finding(
        id,
        "vulnerability",
        Severity.values()[random.nextInt(Severity.values().length)],
        "important",
        id + " in " + name + ": a summary of about the length that summaries of flaws have",
        digest(random.nextInt(5_000)),
        "var/lib/dpkg/status",
        Map.of(
            "package",
            name,
            "installedVersion",
            "1.2.3-" + random.nextInt(5),
            "fixedVersion",
            "1.2.3-" + (5 + random.nextInt(3)),
            "purl",
            "pkg:deb/debian/" + name + "@1.2.3?arch=amd64&distro=debian-12",
            "aliases",
            "GHSA-" + id.substring(4),
            "advisory",
            "DSA-" + id.substring(4),
            "unindexed",
            id));
  }

  private static Digest digest(int number) {
    return Digest.sha256(
        "%016x%048x".formatted(number * 0x9e3779b97f4a7c15L, number & 0xffffffffL));
  }

  private static void measure(PrintStream out, MongoDatabase database) {
    Vulnerabilities vulnerabilities = new Vulnerabilities(new MongoVulnerabilitySource(database));
    double slowest = 0;
    for (String flaw : List.of(RARE, COMMON, SPREAD)) {
      VulnerabilityName name = new VulnerabilityName(flaw);
      Optional<Digest> middle = Optional.of(Digest.sha256("8" + "0".repeat(63)));
      out.printf("%s, of %,d images%n", flaw, vulnerabilities.report(name).images());
      slowest = Math.max(slowest, print(out, "summary", () -> vulnerabilities.report(name)));
      slowest =
          Math.max(
              slowest,
              print(out, "first page", () -> page(vulnerabilities, name, Optional.empty())));
      slowest =
          Math.max(slowest, print(out, "next page", () -> page(vulnerabilities, name, middle)));
    }
    MongoCollection<Document> findings = database.getCollection(Collections.FINDINGS);
    long start = System.nanoTime();
    int found = findings.find(Filters.eq("details.unindexed", RARE)).into(new ArrayList<>()).size();
    double scan = (System.nanoTime() - start) / 1e6;
    out.printf(
        "scan of all findings for %d: %.0f ms, %.0f times the slowest of the above%n",
        found, scan, scan / slowest);
  }

  private static void page(
      Vulnerabilities vulnerabilities, VulnerabilityName name, Optional<Digest> after) {
    vulnerabilities.images(new AffectedImageQuery(name, after, AffectedImageQuery.DEFAULT_LIMIT));
  }

  /** The median in milliseconds; printed beside the first and the slowest of the later rounds. */
  private static double print(PrintStream out, String what, Runnable query) {
    double[] millis =
        IntStream.range(0, ROUNDS)
            .mapToDouble(
                round -> {
                  long start = System.nanoTime();
                  query.run();
                  return (System.nanoTime() - start) / 1e6;
                })
            .toArray();
    double first = millis[0];
    double[] later = Arrays.copyOfRange(millis, ROUNDS / 4, ROUNDS);
    Arrays.sort(later);
    double median = later[later.length / 2];
    out.printf(
        "  %-10s median %.1f ms, slowest %.1f ms, the very first %.1f ms%n",
        what, median, later[later.length - 1], first);
    return median;
  }
}
