package io.mdis.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.sun.management.OperatingSystemMXBean;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.mdis.vulnerability.advisory.AdvisoryDatabase;
import io.mdis.vulnerability.advisory.importer.AdvisoryDatabaseBuilder;
import io.mdis.vulnerability.advisory.importer.BuildListener;
import io.mdis.vulnerability.distro.Distribution;
import io.mdis.vulnerability.inventory.InstalledPackage;
import io.mdis.vulnerability.inventory.Inventory;
import io.mdis.vulnerability.rejudge.ChangedSubjects;
import io.mdis.vulnerability.rejudge.OlderDatabases;
import io.mdis.vulnerability.rejudge.PackageQuestion;
import io.mdis.vulnerability.rejudge.PackageSearch;
import io.mdis.vulnerability.rejudge.RejudgementPorts;
import io.mdis.vulnerability.rejudge.Rejudger;
import io.mdis.vulnerability.scan.VulnerabilityScanner;
import io.mdis.vulnerability.store.MongoAlerts;
import io.mdis.vulnerability.store.MongoInventories;
import io.mdis.vulnerability.store.MongoRejudgementLog;
import io.mdis.worker.store.ResultStore;
import io.mdis.worker.suppress.FindingDecisions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Judging stored images anew after a change of one percent of the packages that advisories speak
 * of, beside judging every stored image by every package; and which images have a package below a
 * version. Everything in one JVM, the database too.
 */
public final class RejudgeBenchmark {
  private static final int PACKAGES = 300;
  private static final int SUBJECTS = 2_000;
  private static final int VERSIONS = 4;
  private static final int WRITERS = 32;
  private static final List<String> RELEASES = List.of("9", "10", "11", "12", "13");
  private static final List<String> CODENAMES =
      List.of("stretch", "buster", "bullseye", "bookworm", "trixie");

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final PrintStream out = System.out;
  private final Random random = new Random(7);
  private final Path work;
  private final int images;

  private RejudgeBenchmark(Path work, int images) {
    this.work = work;
    this.images = images;
  }

  /** Takes the number of images, 10,000 when not given; writes to a temporary folder. */
  public static void main(String[] arguments) throws Exception {
    Path work = Files.createTempDirectory("mdis-rejudge");
    try {
      int images = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
      new RejudgeBenchmark(work, images).run();
    } finally {
      TemporaryFolders.delete(work);
    }
  }

  private void run() throws Exception {
    Path first = build("first", false);
    Path second = build("second", true);
    try (EmbeddedDatabase server = EmbeddedDatabase.start(work.resolve("database"), 0);
        MongoClient client = MongoClients.create(server.uri());
        AdvisoryDatabase before = AdvisoryDatabase.open(first);
        AdvisoryDatabase after = AdvisoryDatabase.open(second);
        MongoRejudgementLog log = new MongoRejudgementLog(client.getDatabase("mdis"))) {
      MongoDatabase database = client.getDatabase("mdis");
      MongoInventories inventories = new MongoInventories(database);
      ResultStore results = new ResultStore(client, "mdis");
      MongoAlerts alerts = new MongoAlerts(database, told -> {});
      inventories.ensureIndexes();
      results.ensureIndexes();
      alerts.ensureIndexes();
      log.ensureIndexes();
      OlderDatabases older = new OlderDatabases(work.resolve("older"), 3);
      older.keep(first, before.version());
      older.keep(second, after.version());
      store(inventories, results);
      RejudgementPorts ports =
          new RejudgementPorts(
              inventories,
              results.judged(VulnerabilityScanner.DIMENSION),
              alerts,
              told -> {},
              log,
              FindingDecisions.NONE);
      Rejudger rejudger =
          new Rejudger(ports, older, ChangedSubjects.OF_DATABASES, InstantSource.system());
      double whole = judge("everything", rejudger, before);
      findings(database);
      double changed = judge("the change", rejudger, after);
      findings(database);
      out.printf(
          Locale.ROOT,
          "%d images of %d packages: everything %.1f s, a change of 1 %% %.1f s, ratio %.3f%n",
          images,
          PACKAGES,
          whole,
          changed,
          changed / whole);
      search(new PackageSearch(inventories));
    }
  }

  private double judge(String what, Rejudger rejudger, AdvisoryDatabase by) throws IOException {
    long start = System.nanoTime();
    long cpu = SYSTEM.getProcessCpuTime();
    Rejudger.Summary done = rejudger.run(by);
    double seconds = (System.nanoTime() - start) / 1e9;
    double busy = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
    out.printf(
        Locale.ROOT,
        "%s: %d images looked at, %d changed, %.1f s, %.1f s of processor, heap %d MiB%n",
        what,
        done.images(),
        done.changed(),
        seconds,
        busy,
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
    return seconds;
  }

  private void findings(MongoDatabase database) throws IOException {
    out.printf(
        "%d findings, %d alerts, file of %d MiB%n",
        database.getCollection(Collections.FINDINGS).estimatedDocumentCount(),
        database.getCollection(Collections.ALERTS).countDocuments(Filters.eq("open", true)),
        Files.size(work.resolve("database/database.mv")) >> 20);
  }

  /** Results without a database, so that the first judgement is that of everything. */
  private void store(MongoInventories inventories, ResultStore results) throws Exception {
    long start = System.nanoTime();
    Semaphore free = new Semaphore(WRITERS);
    List<Future<?>> stored = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < images; i++) {
        Digest image = Digest.sha256("%064x".formatted(i));
        Inventory inventory = inventory();
        free.acquire();
        stored.add(
            threads.submit(
                () -> {
                  try {
                    inventories.keep(image, "registry.test/team/app", inventory);
                    results.store(image, skipped(), Instant.EPOCH);
                  } finally {
                    free.release();
                  }
                  return null;
                }));
      }
    }
    for (Future<?> one : stored) {
      one.get();
    }
    out.printf(
        Locale.ROOT, "inventories kept: %.0f/s%n", images / ((System.nanoTime() - start) / 1e9));
  }

  private static ScanResult skipped() {
    return new ScanResult(
        VulnerabilityScanner.DIMENSION,
        ScanStatus.SKIPPED,
        List.of(new ScanReason("advisories.missing", "none yet")),
        VulnerabilityScanner.VERSION,
        "none",
        List.of(),
        Map.of());
  }

  /**
   * A hundred packages that most images of a release have, and two hundred that others have too.
   */
  private Inventory inventory() {
    int release = random.nextInt(RELEASES.size());
    List<Inventory.Entry> entries = new ArrayList<>();
    for (int i = 0; i < PACKAGES; i++) {
      int subject = i < PACKAGES / 3 ? i : PACKAGES / 3 + random.nextInt(SUBJECTS - PACKAGES / 3);
      String name = "package-" + subject;
      String version = "1." + random.nextInt(VERSIONS) + "-1";
      InstalledPackage installed =
          new InstalledPackage("deb", name, version, "amd64", name, version);
      Digest layer = Digest.sha256("%064x".formatted(release * 10 + i % 4));
      entries.add(new Inventory.Entry(installed, layer, "var/lib/dpkg/status"));
    }
    return new Inventory(
        Optional.of(new Distribution("debian", RELEASES.get(release), CODENAMES.get(release))),
        List.of("var/lib/dpkg/status"),
        entries,
        List.of());
  }

  /** One advisory for every other package of each release; changed for one in a hundred. */
  private Path build(String name, boolean changed) throws IOException {
    Path folder = Files.createDirectories(work.resolve("advisories-" + name));
    try (OutputStream file = Files.newOutputStream(folder.resolve("all.zip"));
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (String release : RELEASES) {
        for (int subject = 0; subject < SUBJECTS; subject++) {
          if (subject % 3 != 0) {
            record(zip, release, subject, 0, 1 + subject % VERSIONS);
          }
          if (changed && subject % 100 == 50) {
            record(zip, release, subject, 1, VERSIONS);
          }
        }
      }
    }
    Path database = work.resolve(name + ".db");
    new AdvisoryDatabaseBuilder().build(folder, database, BuildListener.SILENT);
    return database;
  }

  private static void record(ZipOutputStream zip, String release, int subject, int more, int fixed)
      throws IOException {
    String id = "GHSA-" + release + "-" + subject + "-" + more;
    zip.putNextEntry(new ZipEntry(id + ".json"));
    String json =
        """
        {"id":"%s","aliases":["CVE-20%02d-%d"],"summary":"a flaw of package-%d",
         "database_specific":{"severity":"HIGH"},
         "affected":[{"package":{"ecosystem":"Debian:%s","name":"package-%d"},
           "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"1.%d-1"}]}]}]}
        """
            .formatted(id, 10 + more, 10_000 + subject, subject, release, subject, fixed);
    zip.write(json.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private void search(PackageSearch search) {
    PackageQuestion question =
        new PackageQuestion(
            "deb", "package-7", Optional.empty(), Optional.of("1.2-1"), Optional.empty());
    double[] millis = new double[50];
    int hits = 0;
    for (int round = -10; round < millis.length; round++) {
      long start = System.nanoTime();
      hits = search.search(question, Optional.empty(), 50).hits().size();
      if (round >= 0) {
        millis[round] = (System.nanoTime() - start) / 1e6;
      }
    }
    Arrays.sort(millis);
    out.printf(
        Locale.ROOT,
        "images with package-7 below 1.2-1: page of %d, median %.1f ms, worst %.1f ms%n",
        hits,
        millis[millis.length / 2],
        millis[millis.length - 1]);
  }
}
