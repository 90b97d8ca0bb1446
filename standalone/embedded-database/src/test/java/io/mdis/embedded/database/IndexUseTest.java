package io.mdis.embedded.database;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes are used: few documents are read, whatever the time that takes. */
class IndexUseTest {
  private static final int DOCUMENTS = 100_000;
  private static final int FEW = 200;

  @TempDir Path directory;

  private static long examined(EmbeddedDatabase database, int expected, Supplier<Long> query) {
    long before = database.documentsExamined();
    assertThat(query.get()).isEqualTo(expected);
    return database.documentsExamined() - before;
  }

  private static long size(Iterable<Document> documents) {
    long size = 0;
    for (Document document : documents) {
      size += document.isEmpty() ? 0 : 1;
    }
    return size;
  }

  @Test
  void readsFewDocumentsOfManyAlsoAfterARestart() throws IOException {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
        MongoClient client = MongoClients.create(database.uri())) {
      MongoCollection<Document> images = client.getDatabase("mdis").getCollection("images");
      fill(images);
      images.createIndex(Indexes.ascending("host"));
      images.createIndex(
          Indexes.compoundIndex(Indexes.ascending("kind"), Indexes.descending("at")));
      assertIndexesUsed(database, images);
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
        MongoClient client = MongoClients.create(database.uri())) {
      MongoCollection<Document> images = client.getDatabase("mdis").getCollection("images");
      assertThat(database.documentsExamined()).isLessThan(FEW);
      assertIndexesUsed(database, images);
    }
  }

  private static void fill(MongoCollection<Document> images) {
    for (int first = 0; first < DOCUMENTS; first += 10_000) {
      List<Document> documents = new ArrayList<>();
      for (int i = first; i < first + 10_000; i++) {
        documents.add(
            new Document("_id", i)
                .append("host", "host-" + i % 2_000)
                .append("kind", i % 4)
                .append("at", (long) i * 13 % DOCUMENTS));
      }
      images.insertMany(documents);
    }
  }

  private static void assertIndexesUsed(
      EmbeddedDatabase database, MongoCollection<Document> images) {
    assertThat(examined(database, 50, () -> size(images.find(eq("host", "host-7"))))).isEqualTo(50);
    assertThat(examined(database, 50, () -> images.countDocuments(eq("host", "host-7"))))
        .isEqualTo(50);
    assertThat(
            examined(database, 100, () -> size(images.find(in("host", "host-7", "host-8", "no")))))
        .isEqualTo(100);
    assertThat(
            examined(
                database,
                50,
                () -> size(images.find(eq("kind", 1)).sort(descending("at")).skip(50).limit(50))))
        .isEqualTo(100);
    assertThat(
            examined(
                database,
                50,
                () -> size(images.find(eq("kind", 1)).sort(ascending("at")).limit(50))))
        .isEqualTo(50);
    assertThat(
            examined(
                database,
                25,
                () -> size(images.find(and(eq("kind", 1), gte("at", 500), lt("at", 600))))))
        .isLessThan(FEW);
    assertThat(
            examined(
                database,
                50,
                () ->
                    size(
                        images
                            .find()
                            .sort(orderBy(descending("kind"), ascending("at")))
                            .limit(50))))
        .isEqualTo(50);
    assertThat(
            examined(
                database,
                50,
                () -> size(images.find(gte("_id", 500)).sort(ascending("_id")).limit(50))))
        .isEqualTo(50);
    assertThat(
            examined(
                database,
                1,
                () -> images.updateOne(eq("_id", 77), Updates.inc("seen", 1)).getModifiedCount()))
        .isEqualTo(1);
  }

  /** As the findings of many images are asked for by one of their names. */
  @Test
  void readsAPageAndTheDifferentValuesThroughAnIndexOnArrays() throws IOException {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
        MongoClient client = MongoClients.create(database.uri())) {
      MongoCollection<Document> findings = client.getDatabase("mdis").getCollection("findings");
      findings.createIndex(Indexes.ascending("names", "kind", "image"));
      fillFindings(findings);
      Bson common = and(eq("names", "common"), eq("kind", "a"));
      assertThat(
              examined(
                  database,
                  50,
                  () ->
                      size(
                          findings
                              .find(and(common, gt("image", "image-500")))
                              .sort(ascending("image"))
                              .limit(50))))
          .isLessThan(FEW);
      List<Bson> images = List.of(Aggregates.match(common), Aggregates.group("$image"));
      assertThat(examined(database, 1_000, () -> size(findings.aggregate(images)))).isZero();
    }
  }

  private static void fillFindings(MongoCollection<Document> findings) {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      documents.add(
          new Document("_id", i)
              .append("names", List.of("common", "rare-" + i))
              .append("kind", "a")
              .append("image", "image-" + i % 1_000));
    }
    findings.insertMany(documents);
  }
}
