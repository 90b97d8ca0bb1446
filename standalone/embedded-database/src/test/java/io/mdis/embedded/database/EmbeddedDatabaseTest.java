package io.mdis.embedded.database;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the product asks of a database. Runs against the embedded one, or against the server whose
 * URI is in MDIS_TEST_MONGODB_URI.
 */
class EmbeddedDatabaseTest {
  @TempDir static Path directory;
  private static EmbeddedDatabase embedded;
  private static MongoClient client;
  private MongoDatabase database;
  private MongoCollection<Document> images;

  @BeforeAll
  static void start() throws Exception {
    Optional<String> external = Optional.ofNullable(System.getenv("MDIS_TEST_MONGODB_URI"));
    if (external.isEmpty()) {
      embedded = EmbeddedDatabase.start(directory, 0);
    }
    client = MongoClients.create(external.orElseGet(() -> embedded.uri()));
  }

  @AfterAll
  static void stop() {
    client.close();
    if (embedded != null) {
      embedded.close();
    }
  }

  @BeforeEach
  void create() {
    database = client.getDatabase("mdis-test-" + UUID.randomUUID());
    images = database.getCollection("images").withWriteConcern(WriteConcern.MAJORITY);
  }

  @AfterEach
  void drop() {
    database.drop();
  }

  private static List<Object> ids(Iterable<Document> documents) {
    List<Object> ids = new ArrayList<>();
    documents.forEach(document -> ids.add(document.get("_id")));
    return ids;
  }

  private void insertNumbers(int count) {
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      documents.add(
          new Document("_id", i)
              .append("group", "g" + i % 10)
              .append("rank", (i * 7919) % count)
              .append("at", Instant.ofEpochMilli(1_000L * i))
              .append("image", new Document("digest", "sha256:" + i % 50)));
    }
    images.insertMany(documents);
  }

  @Test
  void answersPingAndHello() {
    assertThat(database.runCommand(new Document("ping", 1)).get("ok", Number.class).intValue())
        .isEqualTo(1);
    assertThat(database.runCommand(new Document("hello", 1)).getBoolean("isWritablePrimary"))
        .isTrue();
  }

  @Test
  void refusesASecondDocumentOfTheSameId() {
    images.insertOne(new Document("_id", "a"));
    assertThatThrownBy(() -> images.insertOne(new Document("_id", "a")))
        .isInstanceOf(MongoWriteException.class)
        .hasMessageContaining("E11000");
    assertThatThrownBy(
            () ->
                images.insertMany(
                    List.of(new Document("_id", "a"), new Document("_id", "b")),
                    new InsertManyOptions().ordered(false)))
        .isInstanceOf(MongoBulkWriteException.class);
    assertThat(images.countDocuments()).isEqualTo(2);
  }

  @Test
  void keepsAUniqueIndex() {
    images.createIndex(Indexes.ascending("digest"), new IndexOptions().unique(true));
    images.insertOne(new Document("_id", 1).append("digest", "x"));
    assertThatThrownBy(() -> images.insertOne(new Document("_id", 2).append("digest", "x")))
        .isInstanceOf(MongoWriteException.class);
    images.updateOne(eq("_id", 1), Updates.set("other", true));
    assertThat(images.countDocuments(eq("digest", "x"))).isEqualTo(1);
  }

  @Test
  void upsertsInBulk() {
    List<WriteModel<Document>> writes = new ArrayList<>();
    UpdateOptions upsert = new UpdateOptions().upsert(true);
    for (int i = 0; i < 3; i++) {
      writes.add(
          new ReplaceOneModel<>(
              eq("_id", "r" + i),
              new Document("_id", "r" + i).append("n", i),
              new ReplaceOptions().upsert(true)));
      writes.add(
          new UpdateOneModel<>(
              eq("_id", "u"),
              Updates.combine(
                  Updates.set("last", i),
                  Updates.setOnInsert("first", i),
                  Updates.addToSet("tags", "t" + i % 2),
                  Updates.inc("count", 1),
                  Updates.unset("gone")),
              upsert));
    }
    assertThat(images.bulkWrite(writes).getUpserts()).hasSize(4);
    assertThat(images.bulkWrite(writes).getUpserts()).isEmpty();
    assertThat(images.countDocuments()).isEqualTo(4);
    assertThat(images.find(eq("_id", "u")).first())
        .isEqualTo(
            new Document("_id", "u")
                .append("last", 2)
                .append("first", 0)
                .append("tags", List.of("t0", "t1"))
                .append("count", 6));
  }

  @Test
  void findsWithAndWithoutIndexesAlike() {
    insertNumbers(500);
    var filters =
        List.of(
            eq("group", "g3"),
            and(eq("group", "g3"), gte("rank", 100), lt("rank", 300)),
            in("group", "g1", "g2", "none"),
            and(in("group", "g1", "g2"), gt("at", Instant.ofEpochMilli(100_000))),
            eq("image.digest", "sha256:7"),
            and(eq("group", "g3"), eq("image.digest", "sha256:13")),
            gt("_id", 480),
            gt("rank", 450.5),
            eq("missing", null),
            new Document("$or", List.of(eq("group", "g1"), eq("rank", 5))),
            new Document("group", new Document("$ne", "g1")),
            new Document("group", new Document("$regex", "^g[12]$")));
    var sorts =
        List.of(
            ascending("rank"),
            descending("rank"),
            ascending("group", "rank"),
            Indexes.compoundIndex(ascending("group"), descending("rank")),
            descending("at"));
    List<List<Object>> expected = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      List<List<Object>> found = new ArrayList<>();
      for (var filter : filters) {
        for (var sort : sorts) {
          found.add(ids(images.find(filter).sort(sort)));
          found.add(ids(images.find(filter).sort(sort).skip(3).limit(10)));
        }
        found.add(List.of(images.countDocuments(filter)));
      }
      if (round == 0) {
        expected = found;
        images.createIndex(Indexes.ascending("rank"));
        images.createIndex(Indexes.compoundIndex(ascending("group"), descending("rank")));
        images.createIndex(Indexes.descending("at"));
        images.createIndex(Indexes.ascending("image.digest", "group"));
      } else {
        assertThat(found).isEqualTo(expected);
      }
    }
    assertThat(expected.getFirst()).hasSize(50);
  }

  @Test
  void findsElementsOfArraysThroughAnIndex() {
    images.createIndex(Indexes.ascending("tags"));
    images.createIndex(Indexes.ascending("layers.diff"));
    images.insertMany(
        List.of(
            new Document("_id", 1).append("tags", List.of("a", "b")),
            new Document("_id", 2).append("tags", "b"),
            new Document("_id", 3).append("tags", List.of()),
            new Document("_id", 4).append("tags", List.of(1, 9)),
            new Document("_id", 5)
                .append("layers", List.of(new Document("diff", "x"), new Document("diff", "y")))));
    assertThat(ids(images.find(eq("tags", "b")))).containsExactlyInAnyOrder(1, 2);
    assertThat(ids(images.find(in("tags", "a", "b")))).containsExactlyInAnyOrder(1, 2);
    assertThat(ids(images.find(and(gt("tags", 5), lt("tags", 3))))).containsExactly(4);
    assertThat(ids(images.find(eq("tags", List.of("a", "b"))))).containsExactly(1);
    assertThat(ids(images.find(eq("tags", null)))).containsExactly(5);
    assertThat(ids(images.find(eq("layers.diff", "y")))).containsExactly(5);
    assertThat(ids(images.find().sort(ascending("tags")).limit(10))).hasSize(5);
    images.updateOne(eq("_id", 1), Updates.set("tags", List.of("c")));
    assertThat(ids(images.find(eq("tags", "b")))).containsExactly(2);
    assertThat(images.deleteMany(eq("tags", "c")).getDeletedCount()).isEqualTo(1);
    assertThat(images.countDocuments()).isEqualTo(4);
  }

  @Test
  void sortsAndGroupsAlikeWithAnIndexOnArrays() {
    String endless = "e".repeat(600);
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Document document =
          new Document("_id", i)
              .append("names", i % 7 == 0 ? "a" : List.of("a", "b" + i % 3, "a"))
              .append("image", "é\0" + i * 37 % 20);
      documents.add(i % 10 == 9 ? document.append("names", List.of(endless)) : document);
    }
    images.insertMany(documents);
    documents.forEach(document -> document.put("_id", 1_000 + (int) document.get("_id")));
    MongoCollection<Document> indexed = database.getCollection("indexed");
    indexed.createIndex(Indexes.ascending("names", "image"));
    indexed.insertMany(documents);
    for (String name : List.of("a", "b1", "none", endless, endless.substring(0, 512))) {
      assertThat(sorted(indexed, name)).as(name).isEqualTo(sorted(images, name));
      assertThat(grouped(indexed, name)).as(name).isEqualTo(grouped(images, name));
      assertThat(limited(indexed, name, 1_000)).as(name).isEqualTo(grouped(images, name));
      assertThat(limited(indexed, name, 7)).hasSize(Math.min(7, grouped(images, name).size()));
    }
    indexed.insertOne(new Document("names", "a").append("image", List.of("x", "y")));
    images.insertOne(new Document("names", "a").append("image", List.of("x", "y")));
    indexed.insertOne(new Document("names", "a").append("image", null));
    images.insertOne(new Document("names", "a").append("image", null));
    assertThat(sorted(indexed, "a")).isEqualTo(sorted(images, "a"));
    assertThat(grouped(indexed, "a")).isEqualTo(grouped(images, "a"));
    assertThat(limited(indexed, "a", 1_000)).isEqualTo(grouped(images, "a"));
  }

  private static List<Object> sorted(MongoCollection<Document> collection, String name) {
    return collection
        .find(eq("names", name))
        .sort(ascending("image"))
        .limit(200)
        .map(document -> document.get("image"))
        .into(new ArrayList<>());
  }

  private static Set<Object> grouped(MongoCollection<Document> collection, String name) {
    return collection
        .aggregate(List.of(Aggregates.match(eq("names", name)), Aggregates.group("$image")))
        .map(document -> document.get("_id"))
        .into(new HashSet<>());
  }

  private static Set<Object> limited(MongoCollection<Document> collection, String name, int limit) {
    return collection
        .aggregate(
            List.of(
                Aggregates.match(eq("names", name)),
                Aggregates.group("$image"),
                Aggregates.limit(limit)))
        .map(document -> document.get("_id"))
        .into(new HashSet<>());
  }

  @Test
  void keepsIndexesWithUpdatesAndDeletes() {
    images.createIndex(Indexes.ascending("group", "rank"));
    insertNumbers(100);
    images.updateMany(eq("group", "g1"), Updates.set("group", "h"));
    assertThat(images.countDocuments(eq("group", "g1"))).isZero();
    assertThat(images.countDocuments(eq("group", "h"))).isEqualTo(10);
    assertThat(images.deleteMany(and(eq("group", "h"), lt("_id", 50))).getDeletedCount())
        .isEqualTo(5);
    assertThat(images.countDocuments(eq("group", "h"))).isEqualTo(5);
    assertThat(
            images.findOneAndUpdate(
                eq("group", "h"),
                Updates.set("group", "i"),
                new FindOneAndUpdateOptions()
                    .sort(descending("_id"))
                    .returnDocument(ReturnDocument.AFTER)))
        .containsEntry("_id", 91)
        .containsEntry("group", "i");
    assertThat(images.countDocuments(eq("group", "h"))).isEqualTo(4);
    assertThat(images.estimatedDocumentCount()).isEqualTo(95);
  }

  @Test
  void aggregatesAndCounts() {
    insertNumbers(100);
    images.createIndex(Indexes.ascending("group"));
    assertThat(
            images.aggregate(
                List.of(
                    Aggregates.match(in("group", "g1", "g2")),
                    Aggregates.group("$group", Accumulators.sum("n", 1)),
                    Aggregates.sort(ascending("_id")))))
        .containsExactly(
            new Document("_id", "g1").append("n", 10), new Document("_id", "g2").append("n", 10));
    assertThat(
            images
                .aggregate(List.of(Aggregates.match(eq("group", "g1")), Aggregates.count("n")))
                .first())
        .containsEntry("n", 10);
    assertThat(images.distinct("group", gt("_id", 97), String.class))
        .containsExactlyInAnyOrder("g8", "g9");
    assertThat(images.find(eq("_id", 1)).projection(Projections.include("rank")).first())
        .containsOnlyKeys("_id", "rank");
  }

  @Test
  void readsAResultInBatches() {
    insertNumbers(2_500);
    assertThat(ids(images.find())).hasSize(2_500).doesNotHaveDuplicates();
    assertThat(ids(images.find().batchSize(7).limit(100))).hasSize(100);
  }

  @Test
  void acceptsAClientThatComesBack() {
    images.insertOne(new Document("_id", 1));
    String uri =
        Optional.ofNullable(System.getenv("MDIS_TEST_MONGODB_URI")).orElseGet(() -> embedded.uri());
    String idle = uri + (uri.contains("?") ? "&" : "/?") + "maxIdleTimeMS=1";
    try (MongoClient other = MongoClients.create(idle)) {
      var same = other.getDatabase(database.getName()).getCollection("images");
      for (int i = 0; i < 20; i++) {
        assertThat(same.countDocuments(eq("_id", 1))).isEqualTo(1);
      }
    }
  }
}
