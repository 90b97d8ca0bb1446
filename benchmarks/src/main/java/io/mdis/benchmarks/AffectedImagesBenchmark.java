package io.mdis.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.sun.management.OperatingSystemMXBean;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.mdis.report.query.AffectedImageQuery;
import io.mdis.report.query.Vulnerabilities;
import io.mdis.report.query.VulnerabilityName;
import io.mdis.report.store.MongoVulnerabilitySource;
import io.mdis.worker.store.ResultStore;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
  private static final int IMAGES = 10_000;
  private static final int FINDINGS_PER_IMAGE = 100;
  private static final int PACKAGES_OF_SPREAD = 5;
  private static final int FLAWS = 20_000;
  private static final int WRITERS = 12;
  private static final int ROUNDS = 40;
  private static final String RARE = "CVE-2020-9";
  private static final String COMMON = "CVE-2021-44228";
  private static final String SPREAD = "CVE-2022-5";

  private AffectedImagesBenchmark() {}

  /**
   * Fills a database and measures it, in a temporary folder that is deleted; or one of both, so
   * that filling can have another heap.
   *
   * @param arguments none; or {@code fill FOLDER}, {@code measure FOLDER}; then the number of
   *     images to fill in, 10,000 where it is left out
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    if (arguments.length > 1) {
      Path folder = Path.of(arguments[1]);
      switch (arguments[0]) {
        case "fill" ->
            fill(out, folder, arguments.length > 2 ? Integer.parseInt(arguments[2]) : IMAGES);
        case "measure" -> measure(out, folder);
        default -> throw new IllegalArgumentException("fill or measure, not " + arguments[0]);
      }
      return;
    }
    Path folder = Files.createTempDirectory("mdis-benchmark");
    try {
      fill(out, folder, IMAGES);
      measure(out, folder);
    } finally {
      TemporaryFolders.delete(folder);
    }
  }

  private static void fill(PrintStream out, Path folder, int images) throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0);
        MongoClient client = MongoClients.create(database.uri())) {
      long start = System.nanoTime();
      new ResultStore(client, "mdis").ensureIndexes();
      fill(client.getDatabase("mdis"), images);
      double seconds = (System.nanoTime() - start) / 1e9;
      long findings = (long) images * FINDINGS_PER_IMAGE;
      out.printf("%,d images, %,d findings stored in %.0f s%n", images, findings, seconds);
    }
  }

  private static void measure(PrintStream out, Path folder) throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0);
        MongoClient client = MongoClients.create(database.uri())) {
      out.printf("file: %d MiB%n", Files.size(folder.resolve("database.mv")) >> 20);
      measure(out, client.getDatabase("mdis"));
    }
  }

  /** On several connections, so that they share the commits. */
  static void fill(MongoDatabase database, int count)
      throws InterruptedException, ExecutionException {
    MongoCollection<Document> images = database.getCollection(Collections.IMAGES);
    images.createIndex(Indexes.descending("acceptedAt", "_id"));
    images.createIndex(Indexes.ascending("deletedAt", "_id"));
    images.insertMany(IntStream.range(0, count).mapToObj(i -> image(i)).toList());
    MongoCollection<Document> findings = database.getCollection(Collections.FINDINGS);
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> writes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        writes.add(threads.submit(() -> findings.insertMany(findings(number))));
      }
      for (Future<?> write : writes) {
        write.get();
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

  private static List<Document> findings(int number) {
    Random random = new Random(number);
    String image = digest(number).toString();
    List<Document> findings = new ArrayList<>();
    findings.add(finding(image, 0, COMMON, "log4j-core", random));
    while (findings.size() <= PACKAGES_OF_SPREAD) {
      findings.add(finding(image, findings.size(), SPREAD, "lib-" + findings.size(), random));
    }
    if (number % 3_000 == 1_000) {
      findings.add(finding(image, findings.size(), RARE, "openssl", random));
    }
    while (findings.size() < FINDINGS_PER_IMAGE) {
      int flaw = random.nextInt(FLAWS);
      findings.add(
          finding(image, findings.size(), "CVE-2023-" + flaw, "package-" + flaw % 700, random));
    }
    return findings;
  }

  /** As the workers write them. */
  @SuppressWarnings("EnumOrdinal") // the collection documents the rank as the ordinal
  private static Document finding(String image, int number, String id, String name, Random random) {
    int severity = random.nextInt(Severity.values().length);
    String result = image + "|vulnerability|4|0123456789abcdef";
    return new Document("_id", result + "|" + "%032x".formatted(number))
        .append("result", result)
        .append("image", image)
        .append("dimension", "vulnerability")
        .append("id", id)
        .append("names", List.of(id.toLowerCase(Locale.ROOT), "ghsa-" + id.substring(4)))
        .append("severity", Severity.values()[severity].name())
        .append("severityRank", severity)
        .append("rank", 10 * severity)
        .append("title", id + " in " + name + ": a summary as long as those of flaws mostly are")
        .append(
            "details",
            new Document("advisory", "DSA-" + id.substring(4))
                .append("aliases", "GHSA-" + id.substring(4))
                .append("fixedVersion", "1.2.3-" + (5 + random.nextInt(3)))
                .append("installedVersion", "1.2.3-" + random.nextInt(5))
                .append("package", name)
                .append("purl", "pkg:deb/debian/" + name + "@1.2.3?arch=amd64&distro=debian-12")
                .append("source", "debian")
                .append("sourcePackage", name)
                .append("status", "fixed"))
        .append("sourceSeverity", "important")
        .append("layer", digest(random.nextInt(5_000)).toString())
        .append("path", "var/lib/dpkg/status");
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
    int found =
        findings
            .find(Filters.eq("details.aliases", "GHSA-" + RARE.substring(4)))
            .into(new ArrayList<>())
            .size();
    double scan = (System.nanoTime() - start) / 1e6;
    out.printf(
        "scan of all findings for %d: %.0f ms, %.0f times the slowest of the above%n",
        found, scan, scan / slowest);
  }

  private static void page(
      Vulnerabilities vulnerabilities, VulnerabilityName name, Optional<Digest> after) {
    vulnerabilities.images(new AffectedImageQuery(name, after, AffectedImageQuery.DEFAULT_LIMIT));
  }

  /**
   * The median in milliseconds; printed beside the first and the slowest of the later rounds, and
   * the processor time of a round, which another process's load does not lengthen.
   */
  private static double print(PrintStream out, String what, Runnable query) {
    double first = millis(query);
    for (int round = 0; round < ROUNDS / 4; round++) {
      query.run();
    }
    long processor = processorNanos();
    double[] later = IntStream.range(0, ROUNDS).mapToDouble(round -> millis(query)).toArray();
    double each = (processorNanos() - processor) / 1e6 / ROUNDS;
    Arrays.sort(later);
    out.printf(
        "  %-10s median %.1f ms, slowest %.1f ms, processor %.1f ms, the very first %.1f ms%n",
        what, later[ROUNDS / 2], later[ROUNDS - 1], each, first);
    return later[ROUNDS / 2];
  }

  private static double millis(Runnable query) {
    long start = System.nanoTime();
    query.run();
    return (System.nanoTime() - start) / 1e6;
  }

  /** Of all threads, so of client and database together. */
  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
