package io.mdis.embedded.database;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledged writes against the loss of the process. */
class DurabilityTest {
  private static final int DOCUMENTS = 5_000;
  private static final int WRITERS = 10;

  @TempDir Path directory;

  private static MongoCollection<Document> collection(MongoClient client) {
    return client.getDatabase("mdis").getCollection("results");
  }

  private static Document document(int number) {
    return new Document("_id", "result-" + number).append("group", number % 100);
  }

  @Test
  void losesNoAcknowledgedInsertWhenTheProcessIsKilled() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                DatabaseProcess.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      insert(uri(output));
    } finally {
      process.destroyForcibly().waitFor();
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
        MongoClient client = MongoClients.create(database.uri())) {
      assertThat(collection(client).estimatedDocumentCount()).isEqualTo(DOCUMENTS);
      for (int group = 0; group < 100; group++) {
        assertThat(collection(client).countDocuments(eq("group", group))).isEqualTo(50);
      }
      assertThat(database.documentsExamined()).isLessThan(DOCUMENTS + 100);
    }
  }

  private static String uri(BufferedReader output) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("mongodb://")) {
        return line;
      }
    }
    throw new IOException("The database's process ended without printing its URI");
  }

  private static void insert(String uri) throws Exception {
    try (MongoClient client = MongoClients.create(uri);
        var threads = Executors.newFixedThreadPool(WRITERS)) {
      MongoCollection<Document> results = collection(client);
      results.createIndex(Indexes.ascending("group"));
      List<Callable<Void>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        int first = writer;
        writers.add(
            () -> {
              for (int i = first; i < DOCUMENTS; i += WRITERS) {
                results.insertOne(document(i));
              }
              return null;
            });
      }
      for (Future<Void> writer : threads.invokeAll(writers)) {
        writer.get();
      }
    }
  }

  @Test
  void opensAgainWhatItHasClosed() throws Exception {
    for (int round = 0; round < 3; round++) {
      try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0);
          MongoClient client = MongoClients.create(database.uri())) {
        collection(client).createIndex(Indexes.descending("group"));
        collection(client).insertOne(document(round));
        assertThat(collection(client).countDocuments()).isEqualTo(round + 1);
        assertThat(collection(client).listIndexes()).hasSize(2);
      }
    }
  }

  @Test
  void saysThatAnotherOneUsesTheFile() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, 0)) {
      assertThat(database.uri()).startsWith("mongodb://127.0.0.1:");
      assertThatThrownBy(() -> EmbeddedDatabase.start(directory, 0))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("stop the other process");
    }
  }
}
