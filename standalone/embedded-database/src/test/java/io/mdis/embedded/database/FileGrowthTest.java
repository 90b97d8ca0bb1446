package io.mdis.embedded.database;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is replaced again and again does not fill the disk. */
class FileGrowthTest {
  private static final int DOCUMENTS = 5_000;
  private static final int ROUNDS = 40;
  private static final long MEBIBYTE = 1 << 20;

  @TempDir Path directory;

  @Test
  void keepsTheFileInProportionToWhatIsAlive() throws IOException {
    Path file = directory.resolve("database.mv");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
        MongoClient client = MongoClients.create(database.uri())) {
      MongoCollection<Document> images = client.getDatabase("mdis").getCollection("images");
      images.createIndex(Indexes.ascending("round"));
      for (int round = 0; round < ROUNDS; round++) {
        replaceAll(images, round);
      }
    }
    // 5,000 documents of 1 KiB, written 40 times: 200 MiB, of which 5 MiB are alive.
    assertThat(Files.size(file)).isLessThan(120 * MEBIBYTE);
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
        MongoClient client = MongoClients.create(database.uri())) {
      MongoCollection<Document> images = client.getDatabase("mdis").getCollection("images");
      assertThat(Files.size(file)).isLessThan(64 * MEBIBYTE);
      assertThat(images.countDocuments(eq("round", ROUNDS - 1))).isEqualTo(DOCUMENTS);
      assertThat(images.countDocuments(eq("round", 0))).isZero();
    }
  }

  private static void replaceAll(MongoCollection<Document> images, int round) {
    String text = "x".repeat(1_000);
    for (int first = 0; first < DOCUMENTS; first += 500) {
      List<ReplaceOneModel<Document>> writes = new ArrayList<>();
      for (int i = first; i < first + 500; i++) {
        writes.add(
            new ReplaceOneModel<>(
                eq("_id", i),
                new Document("_id", i).append("round", round).append("text", text),
                new ReplaceOptions().upsert(true)));
      }
      images.bulkWrite(writes);
    }
  }
}
