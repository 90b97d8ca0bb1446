package io.mdis.ingest.rescan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.ImageMessage.Reason;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.mdis.ingest.Images;
import io.mdis.ingest.rescan.RescanDesk.Answer;
import io.mdis.ingest.store.MongoImageStore;
import io.mdis.ingest.store.MongoRescans;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RescanFeedTest {
  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
  private static final RescanRequest EVERYTHING =
      new RescanRequest(ImageSelection.ALL, Reason.DEEP, List.of());

  @TempDir private Path directory;
  private final List<ImageMessage> handedOn = new ArrayList<>();
  private EmbeddedDatabase database;
  private MongoClient client;
  private MongoImageStore images;
  private MongoRescans store;
  private RescanDesk desk;
  private long waiting;

  @BeforeEach
  void start() throws Exception {
    database = EmbeddedDatabase.start(directory, 0);
    client = MongoClients.create(database.uri());
    images = new MongoImageStore(client, "mdis");
    store = new MongoRescans(client, "mdis");
    store.createIndexes();
    images.createIndexes();
    desk = new RescanDesk(store, 2, at(NOW));
  }

  @AfterEach
  void stop() {
    client.close();
    database.close();
  }

  private static Clock at(Instant time) {
    return Clock.fixed(time, ZoneOffset.UTC);
  }

  private RescanFeed feed(String owner, Instant time) {
    return new RescanFeed(store, handedOn::add, () -> waiting, 10, owner, at(time));
  }

  private static Digest digest(int number) {
    return Digest.sha256(String.format(Locale.ROOT, "%064x", number));
  }

  private void image(int number, String repository) {
    ImageMessage like = Images.message("1", NOW);
    images.save(
        new ImageMessage(
            like.registry(),
            repository,
            "t" + number,
            digest(number),
            like.configDigest(),
            like.platform(),
            like.layers(),
            like.reason(),
            like.eventId(),
            NOW));
  }

  private void images(int count) {
    for (int i = 0; i < count; i++) {
      image(i, "shop/api");
    }
  }

  private Rescan taken(RescanRequest request) {
    return ((Answer.Taken) desk.take(request, "me")).rescan();
  }

  private static RescanRequest of(String repository) {
    return new RescanRequest(
        new ImageSelection(null, null, repository, null), Reason.RESCAN, List.of());
  }

  @Test
  void everyImageIsHandedOnOnceAndSaysWhatIsWanted() throws IOException {
    images(7);
    Rescan rescan = taken(EVERYTHING);
    RescanFeed feed = feed("a", NOW);
    for (int i = 0; i < 4; i++) {
      feed.feed(3);
    }
    assertThat(handedOn)
        .extracting(ImageMessage::manifestDigest)
        .containsExactlyInAnyOrder(
            digest(0), digest(1), digest(2), digest(3), digest(4), digest(5), digest(6));
    ImageMessage first = handedOn.getFirst();
    assertThat(first.reason()).isEqualTo(Reason.DEEP);
    assertThat(first.requestedAt()).isEqualTo(NOW);
    assertThat(first.eventId()).isEqualTo(rescan.id());
    assertThat(first.layers()).containsExactly(Images.LAYER);
    Rescan done = store.find(rescan.id()).orElseThrow();
    assertThat(done.state()).isEqualTo(Rescan.State.DONE);
    assertThat(done.matched()).isEqualTo(7);
    assertThat(done.published()).isEqualTo(7);
  }

  @Test
  void nothingIsAddedWhileEnoughWaits() throws IOException {
    images(30);
    taken(EVERYTHING);
    waiting = 10;
    assertThat(feed("a", NOW).feed(100)).isZero();
    waiting = 8;
    assertThat(feed("a", NOW).feed(100)).isEqualTo(2);
    waiting = Long.MAX_VALUE;
    assertThat(feed("a", NOW).feed(100)).isZero();
  }

  @Test
  void askingAgainForWhatIsOpenIsTheSameRescan() throws IOException {
    images(1);
    Rescan first = taken(EVERYTHING);
    assertThat(taken(EVERYTHING).id()).isEqualTo(first.id());
    feed("a", NOW).feed(5);
    assertThat(taken(EVERYTHING).id()).isNotEqualTo(first.id());
  }

  @Test
  void ofTwoThatAskAtOnceOneIsKept() {
    images(1);
    Rescan first = taken(EVERYTHING);
    Rescan late = store.add(RescanFeedTest.copy(first, "other"));
    assertThat(late.id()).isEqualTo(first.id());
    assertThat(store.countOpen()).isEqualTo(1);
  }

  private static Rescan copy(Rescan rescan, String id) {
    return new Rescan(
        id,
        rescan.request(),
        rescan.state(),
        rescan.requestedAt(),
        rescan.requestedBy(),
        rescan.matched(),
        0,
        "",
        null);
  }

  @Test
  void onlyImagesThatAreMeantAndStillThereAreHandedOn() throws IOException {
    image(1, "shop/api");
    image(2, "shop/api/sub");
    image(3, "shopping/api");
    image(4, "shop");
    image(5, "shop/old");
    images.delete("reg.example.com", "shop/old", null, digest(5), NOW);
    assertThat(taken(of("shop/*")).matched()).isEqualTo(2);
    feed("a", NOW).feed(9);
    assertThat(handedOn)
        .extracting(ImageMessage::manifestDigest)
        .containsExactly(digest(1), digest(2));
    assertThat(desk.take(of("nothing"), "me")).isInstanceOf(Answer.NoImages.class);
    assertThat(
            taken(
                    new RescanRequest(
                        new ImageSelection(null, "reg.example.com", "shop/api", "t1"),
                        Reason.DEEP,
                        List.of()))
                .matched())
        .isEqualTo(1);
  }

  @Test
  void onlySoManyAreOpenAndOneCanBeCalledOff() throws IOException {
    images(3);
    image(9, "b/c");
    Rescan first = taken(EVERYTHING);
    taken(of("shop/api"));
    assertThat(desk.take(of("b/c"), "me")).isEqualTo(new Answer.TooMany(2));
    store.cancel(first.id(), NOW);
    desk = new RescanDesk(store, 2, at(NOW.plusSeconds(1)));
    assertThat(store.find(first.id()).orElseThrow().state()).isEqualTo(Rescan.State.CANCELLED);
    taken(of("b/c"));
    feed("a", NOW).feed(9);
    assertThat(handedOn).hasSize(3).allMatch(image -> image.reason() == Reason.RESCAN);
  }

  @Test
  void aDimensionThatNothingScansIsRefused() {
    images(1);
    RescanRequest typo = new RescanRequest(ImageSelection.ALL, Reason.DEEP, List.of("malwear"));
    assertThat(desk.take(typo, "me")).isEqualTo(new Answer.UnknownDimensions(List.of("malwear")));
    client
        .getDatabase("mdis")
        .getCollection(Collections.RESULTS)
        .insertOne(new Document("_id", "x|malwear").append("dimension", "malwear"));
    assertThat(taken(typo).request().dimensions()).containsExactly("malwear");
  }

  @Test
  void anotherServiceGoesOnWhereOneWasKilled() throws IOException {
    images(6);
    taken(EVERYTHING);
    feed("killed", NOW).feed(4);
    assertThat(feed("other", NOW.plusSeconds(1)).feed(4)).isZero();
    assertThat(feed("other", NOW.plus(Duration.ofMinutes(1))).feed(4)).isEqualTo(2);
    assertThat(handedOn).doesNotHaveDuplicates().hasSize(6);
  }

  @Test
  void whatTheBrokerDidNotTakeIsHandedOnAgain() throws IOException {
    images(2);
    taken(EVERYTHING);
    RescanFeed broken =
        new RescanFeed(
            store,
            image -> {
              throw new IOException("away");
            },
            () -> 0,
            10,
            "a",
            at(NOW));
    assertThatThrownBy(() -> broken.feed(5)).isInstanceOf(IOException.class);
    assertThat(feed("a", NOW).feed(5)).isEqualTo(2);
  }
}
