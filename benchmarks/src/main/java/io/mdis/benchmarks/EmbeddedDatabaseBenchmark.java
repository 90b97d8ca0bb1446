package io.mdis.benchmarks;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.mdis.embedded.database.EmbeddedDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;

/**
 * The embedded database: an indexed query against a full scan of the same collection in the same
 * run, and acknowledged (so committed and synced) writes per second.
 */
public final class EmbeddedDatabaseBenchmark {
  private static final int DOCUMENTS = 100_000;
  private static final int BATCH = 1_000;
  private static final int SINGLE = 3_000;
  private static final int WRITERS = 8;

  private EmbeddedDatabaseBenchmark() {}

  /** Takes no arguments; writes to a temporary folder and deletes it. */
  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("mdis-benchmark");
    PrintStream out = System.out;
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
        MongoClient client = MongoClients.create(database.uri())) {
      MongoCollection<Document> images = client.getDatabase("mdis").getCollection("images");
      images.createIndex(Indexes.ascending("indexed"));
      images.createIndex(
          Indexes.compoundIndex(Indexes.ascending("kind"), Indexes.descending("at")));
      long bulk = System.nanoTime();
      upsert(images);
      rate(out, "bulk upserts", DOCUMENTS, bulk);
      size(out, directory);
      long again = System.nanoTime();
      upsert(images);
      rate(out, "bulk replacements of the same documents", DOCUMENTS, again);
      size(out, directory);
      queries(out, images);
      MongoCollection<Document> single = client.getDatabase("mdis").getCollection("single");
      long one = System.nanoTime();
      insert(single, 0, SINGLE);
      rate(out, "single inserts, 1 connection", SINGLE, one);
      long many = System.nanoTime();
      insertTogether(single);
      rate(out, "single inserts, " + WRITERS + " connections", SINGLE * WRITERS, many);
      size(out, directory);
    } finally {
      TemporaryFolders.delete(directory);
    }
  }

  private static void upsert(MongoCollection<Document> images) {
    for (int first = 0; first < DOCUMENTS; first += BATCH) {
      List<ReplaceOneModel<Document>> writes = new ArrayList<>();
      for (int i = first; i < first + BATCH; i++) {
        writes.add(
            new ReplaceOneModel<>(
                Filters.eq("_id", i), document(i), new ReplaceOptions().upsert(true)));
      }
      images.bulkWrite(writes);
    }
  }

  private static Document document(int i) {
    return new Document("_id", i)
        .append("indexed", "value-" + i % 10_000)
        .append("plain", "value-" + i % 10_000)
        .append("kind", i % 4)
        .append("at", System.nanoTime())
        .append("text", "a text of some length, as a result's summary has it, number " + i);
  }

  private static void queries(PrintStream out, MongoCollection<Document> images) {
    double indexed = median(200, images.find(Filters.eq("indexed", "value-77")), 10);
    double scan = median(5, images.find(Filters.eq("plain", "value-77")), 10);
    out.printf(
        "equality at %d documents: indexed %.2f ms, full scan %.1f ms, ratio %.0f%n",
        DOCUMENTS, indexed, scan, scan / indexed);
    double page =
        median(
            200,
            images.find(Filters.eq("kind", 1)).sort(Sorts.descending("at")).skip(50).limit(50),
            50);
    double sorted = median(5, images.find().sort(Sorts.descending("text")).skip(50).limit(50), 50);
    out.printf(
        "sorted page at %d documents: indexed %.2f ms, full sort %.1f ms, ratio %.0f%n",
        DOCUMENTS, page, sorted, sorted / page);
  }

  /** Median milliseconds of a query, after a tenth of the rounds to warm up. */
  private static double median(int rounds, FindIterable<Document> query, int expected) {
    long[] nanos = new long[rounds];
    for (int round = -rounds / 10 - 1; round < rounds; round++) {
      long start = System.nanoTime();
      int size = query.into(new ArrayList<>()).size();
      if (size != expected) {
        throw new IllegalStateException("Expected " + expected + " documents, got " + size);
      }
      if (round >= 0) {
        nanos[round] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    return nanos[rounds / 2] / 1e6;
  }

  private static void insert(MongoCollection<Document> collection, int first, int count) {
    for (int i = first; i < first + count; i++) {
      collection.insertOne(document(i));
    }
  }

  private static void insertTogether(MongoCollection<Document> collection)
      throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 1; writer <= WRITERS; writer++) {
        int first = writer * SINGLE;
        writers.add(threads.submit(() -> insert(collection, first, SINGLE)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
  }

  private static void rate(PrintStream out, String what, int count, long start) {
    out.printf("%s: %.0f/s%n", what, count / ((System.nanoTime() - start) / 1e9));
  }

  private static void size(PrintStream out, Path directory) throws IOException {
    out.printf("file: %d MiB%n", Files.size(directory.resolve("database.mv")) >> 20);
  }
}
