package io.mdis.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.mdis.history.dockerfile.KnownBases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredBasesTest {
  @TempDir Path folder;
  private EmbeddedDatabase server;
  private MongoClient client;

  @BeforeEach
  void start() throws IOException {
    server = EmbeddedDatabase.start(folder, 0);
    client = MongoClients.create(server.uri() + "?serverSelectionTimeoutMS=500");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private MongoDatabase database() {
    return client.getDatabase("mdis");
  }

  private void image(String id, String repository, String tag, int... layers) {
    List<Document> stored =
        java.util.Arrays.stream(layers)
            .mapToObj(layer -> new Document("diffId", layer(layer).toString()))
            .toList();
    database()
        .getCollection(Collections.IMAGES)
        .insertOne(
            new Document("_id", id)
                .append("registry", "registry.test")
                .append("repository", repository)
                .append("tags", tag == null ? List.of() : List.of(tag))
                .append("layers", stored));
  }

  private static Digest layer(int number) {
    return Digest.parse("sha256:%064d".formatted(number));
  }

  private static List<Digest> layers(int... numbers) {
    return java.util.Arrays.stream(numbers).mapToObj(StoredBasesTest::layer).toList();
  }

  @Test
  void imagesOfTheNamedRepositoriesAreBases() {
    image("sha256:a", "base/alpine", "3.20", 1);
    image("sha256:b", "base/node", null, 1, 2);
    image("sha256:c", "app/shop", "1", 1, 2, 3);
    StoredBases bases =
        new StoredBases(
            database(),
            List.of("registry.test/base/alpine", "registry.test/base/node", "nonsense"),
            Duration.ofHours(1));
    assertThat(bases.get().beneath(layers(1, 9)))
        .contains(new KnownBases.Known("registry.test/base/alpine:3.20", 1));
    assertThat(bases.get().beneath(layers(1, 2, 3, 4)))
        .contains(new KnownBases.Known("registry.test/base/node@sha256:b", 2));
    assertThat(bases.get().beneath(layers(1))).isEmpty();
    assertThat(bases.get().beneath(layers(7, 8))).isEmpty();
  }

  @Test
  void whatIsKnownStaysWhileTheDatabaseIsAway() {
    image("sha256:a", "base/alpine", "3.20", 1);
    StoredBases bases =
        new StoredBases(database(), List.of("registry.test/base/alpine"), Duration.ZERO);
    assertThat(bases.get().beneath(layers(1, 9))).isPresent();
    server.close();
    assertThat(bases.get().beneath(layers(1, 9))).isPresent();
  }
}
