package io.mdis.benchmarks;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.mdis.report.dashboard.Dashboard;
import io.mdis.report.query.FindingQuery;
import io.mdis.report.query.FixPlan;
import io.mdis.report.query.ImageMark;
import io.mdis.report.query.ImageOrder;
import io.mdis.report.query.ImageSearch;
import io.mdis.report.query.ImageSearchPage;
import io.mdis.report.query.ImageSearchQuery;
import io.mdis.report.query.Overview;
import io.mdis.report.query.PageQuery;
import io.mdis.report.query.Reports;
import io.mdis.report.store.MongoFleet;
import io.mdis.report.store.MongoImageWalk;
import io.mdis.report.store.MongoReportSource;
import io.mdis.report.store.MongoTrend;
import io.mdis.worker.store.ResultStore;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;

/**
 * What the pages ask of the embedded database with 10,000 images and a million findings: the first
 * and a later page of images in both orders, one that is narrowed to what is rare, the report of an
 * image, and the overview; against reading every overview, as a page without indexes would.
 */
public final class PagesBenchmark {
  private static final List<String> DIMENSIONS =
      List.of("vulnerability", "malware", "history", "secret");
  private static final int ROUNDS = 15;
  private static final int PART = 500;

  private PagesBenchmark() {}

  /**
   * Fills a database in a temporary folder, measures it, and deletes it.
   *
   * @param arguments the number of images; 10,000 where it is left out
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = System.out;
    int images = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    Path folder = Files.createTempDirectory("mdis-benchmark");
    try {
      try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0);
          MongoClient client = MongoClients.create(database.uri())) {
        new ResultStore(client, "mdis").ensureIndexes();
        AffectedImagesBenchmark.fill(client.getDatabase("mdis"), images);
        fillOverviews(client.getDatabase("mdis"));
      }
      try (EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0);
          MongoClient client = MongoClients.create(database.uri())) {
        measure(out, client.getDatabase("mdis"));
      }
    } finally {
      TemporaryFolders.delete(folder);
    }
  }

  /** As the report service and the workers write them; one image in a thousand failed. */
  private static void fillOverviews(MongoDatabase database) {
    new MongoFleet(database).prepare();
    List<Document> overviews = new ArrayList<>();
    List<Document> results = new ArrayList<>();
    int number = 0;
    for (Document image : database.getCollection(Collections.IMAGES).find()) {
      String digest = image.getString("_id");
      int high = number % 40;
      Document dimensions = new Document();
      for (String name : DIMENSIONS) {
        boolean failed = name.equals("malware") && number % 1_000 == 500;
        Document counts =
            name.equals("vulnerability") && high > 0 ? new Document("HIGH", high) : new Document();
        Document said =
            new Document("status", failed ? "FAILED" : "SUCCEEDED")
                .append("reasons", List.of())
                .append("counts", counts)
                .append("suppressed", 0)
                .append("finishedAt", Date.from(Instant.EPOCH));
        dimensions.append(name, said);
        results.add(
            new Document(said)
                .append("_id", digest + "|" + name + "|4|0123456789abcdef")
                .append("image", digest)
                .append("dimension", name)
                .append("scannerVersion", "4")
                .append("rulesVersion", "0123456789abcdef")
                .append("current", true));
      }
      overviews.add(
          new Document("_id", digest)
              .append("dimensions", dimensions)
              .append("weight", high == 0 ? 0 : Overview.weight(Severity.HIGH) + high)
              .append("updatedAt", Date.from(Instant.EPOCH)));
      number++;
    }
    insert(database.getCollection(Collections.OVERVIEWS), overviews);
    insert(database.getCollection(Collections.RESULTS), results);
  }

  private static void insert(MongoCollection<Document> collection, List<Document> documents) {
    for (int i = 0; i < documents.size(); i += PART) {
      collection.insertMany(documents.subList(i, Math.min(documents.size(), i + PART)));
    }
  }

  private static void measure(PrintStream out, MongoDatabase database) {
    MongoReportSource source = new MongoReportSource(database);
    Reports reports = new Reports(source, DIMENSIONS);
    ImageSearch search = new ImageSearch(new MongoImageWalk(database), reports);
    MongoFleet fleet = new MongoFleet(database);
    Dashboard dashboard =
        new Dashboard(fleet, new MongoTrend(database), DIMENSIONS, Clock.systemUTC());
    double counting = seconds(dashboard::count);
    out.printf(
        "counting %,d images in the background: %.2f s%n",
        dashboard.days().getLast().images(), counting);
    double slowest = 0;
    for (ImageOrder order : ImageOrder.values()) {
      ImageSearchPage first = search.find(query(order, Optional.empty(), Optional.empty()));
      slowest =
          Math.max(
              slowest,
              print(
                  out,
                  order + ", first page",
                  () -> search.find(query(order, Optional.empty(), Optional.empty()))));
      slowest =
          Math.max(
              slowest,
              print(
                  out,
                  order + ", next page",
                  () -> search.find(query(order, Optional.empty(), first.next()))));
    }
    slowest =
        Math.max(
            slowest,
            print(
                out,
                "a rare name",
                () ->
                    search.find(
                        query(ImageOrder.NEWEST, Optional.of("app-499:1.99"), Optional.empty()))));
    Digest image =
        search
            .find(query(ImageOrder.WORST, Optional.empty(), Optional.empty()))
            .images()
            .getFirst()
            .image()
            .digest();
    slowest =
        Math.max(
            slowest,
            print(
                out,
                "report of an image",
                () -> {
                  reports.image(image);
                  FixPlan.of(
                      reports
                          .findings(
                              image,
                              new FindingQuery(Optional.empty(), Set.of(), new PageQuery(0, 500)))
                          .findings());
                }));
    slowest = Math.max(slowest, print(out, "overview", dashboard::days));
    double all = seconds(() -> fleet.each(overview -> {}));
    out.printf(
        "reading every overview: %.0f ms, %.1f times the slowest page%n",
        all * 1e3, all * 1e3 / slowest);
  }

  private static ImageSearchQuery query(
      ImageOrder order, Optional<String> text, Optional<ImageMark> after) {
    return new ImageSearchQuery(
        text, Optional.empty(), order, Optional.empty(), Optional.empty(), Set.of(), after, 50);
  }

  private static double print(PrintStream out, String what, Runnable query) {
    double first = seconds(query) * 1e3;
    double[] later = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      later[i] = seconds(query) * 1e3;
    }
    java.util.Arrays.sort(later);
    out.printf(
        "  %-20s median %.1f ms, slowest %.1f ms, the very first %.1f ms%n",
        what, later[ROUNDS / 2], later[ROUNDS - 1], first);
    return later[ROUNDS / 2];
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
