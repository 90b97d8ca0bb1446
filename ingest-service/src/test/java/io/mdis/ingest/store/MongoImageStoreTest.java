package io.mdis.ingest.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.mdis.contracts.Collections;
import io.mdis.contracts.ImageDocument;
import io.mdis.contracts.ImageEvent;
import io.mdis.contracts.ImageMessage;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.mdis.ingest.Images;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoImageStoreTest {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir private Path directory;
  private EmbeddedDatabase database;
  private MongoClient client;
  private MongoImageStore store;

  @BeforeEach
  void start() throws Exception {
    database = EmbeddedDatabase.start(directory, 0);
    client = MongoClients.create(database.uri());
    store = new MongoImageStore(client, "mdis");
  }

  @AfterEach
  void stop() {
    client.close();
    database.close();
  }

  @Test
  void keepsOneDocumentWithAllTagsAndTheFirstTime() {
    store.createIndexes();
    store.save(Images.message(null, FIRST));
    store.save(Images.message("1", FIRST.plusSeconds(60)));
    store.save(Images.message("2", FIRST.plusSeconds(90)));
    store.save(Images.message("2", FIRST.plusSeconds(99)));

    Document image = only(Collections.IMAGES);
    assertThat(image.getString("_id")).isEqualTo(Images.MANIFEST.toString());
    assertThat(image.getList("tags", String.class)).containsExactly("1", "2");
    assertThat(image.getDate("acceptedAt")).isEqualTo(Date.from(FIRST));
    assertThat(image.getString("platform")).isEqualTo("linux/amd64");
    assertThat(image.getList("layers", Document.class).getFirst().getString("digest"))
        .isEqualTo(Images.LAYER.digest().toString());
  }

  @Test
  void whatWasSavedIsReadAsTheMessageThatItWas() {
    ImageMessage saved = Images.message("1", FIRST);
    store.save(saved);

    assertThat(
            ImageDocument.message(
                only(Collections.IMAGES),
                saved.reason(),
                saved.eventId(),
                saved.requestedAt(),
                List.of()))
        .isEqualTo(saved);
    assertThat(ImageDocument.rescan(only(Collections.IMAGES)))
        .usingRecursiveComparison()
        .ignoringFields("reason", "requestedAt")
        .isEqualTo(saved);
  }

  @Test
  void notesADeletionUntilTheNextPush() {
    store.save(Images.message("1", FIRST));
    store.delete("other.example.com", "shop/api", null, Images.MANIFEST, FIRST);
    assertThat(only(Collections.IMAGES).containsKey("deletedAt")).isFalse();

    store.delete("reg.example.com", "shop/api", "1", null, FIRST);
    store.delete("reg.example.com", "shop/api", null, Images.MANIFEST, FIRST);
    assertThat(only(Collections.IMAGES).getDate("deletedAt")).isEqualTo(Date.from(FIRST));
    assertThat(only(Collections.IMAGES).getList("tags", String.class)).isEmpty();

    store.save(Images.message("1", FIRST));
    assertThat(only(Collections.IMAGES).containsKey("deletedAt")).isFalse();
  }

  @Test
  void keepsWhatWasGivenUpOn() {
    ImageEvent event =
        new ImageEvent(
            "e1", ImageEvent.Kind.PUSH, "harbor", "r.example", "a/b", "1", null, null, FIRST);
    Rejections rejections = new Rejections(client, "mdis");
    rejections.record(event, "registry.not-found", "no such tag", FIRST);
    rejections.record(event, "registry.not-found", "no such tag", FIRST);

    Document rejection = only(Collections.REJECTIONS);
    assertThat(rejection.getString("reference")).isEqualTo("r.example/a/b:1");
    assertThat(rejection.getString("code")).isEqualTo("registry.not-found");
  }

  private Document only(String collection) {
    List<Document> all =
        client
            .getDatabase("mdis")
            .getCollection(collection)
            .find()
            .into(new java.util.ArrayList<>());
    assertThat(all).hasSize(1);
    return all.getFirst();
  }
}
