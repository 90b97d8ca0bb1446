package io.mdis.ingest.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.mdis.contracts.Collections;
import io.mdis.contracts.ImageEvent;
import io.mdis.contracts.ImageMessage;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.RealRegistry;
import io.mdis.fixtures.TarWriter;
import io.mdis.image.registry.RegistryClient;
import io.mdis.image.registry.RegistryDirectory;
import io.mdis.image.registry.RegistryEndpoint;
import io.mdis.image.registry.RegistryLimits;
import io.mdis.ingest.resolve.EventResolution;
import io.mdis.ingest.resolve.RegistryResolver;
import io.mdis.ingest.store.MongoCrawls;
import io.mdis.ingest.store.MongoImageStore;
import io.mdis.ingest.store.MongoSeenTags;
import io.mdis.registries.NamedImages;
import io.mdis.registries.loan.LentLogins;
import io.mdis.registries.loan.MongoLoans;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Crawls of a real registry; what they publish is resolved and stored as the service does it. */
class CrawlTest {
  @TempDir private Path directory;
  private final List<ImageEvent> events = new ArrayList<>();
  private final List<ImageMessage> handedOn = new ArrayList<>();
  private RealRegistry registry;
  private EmbeddedDatabase database;
  private MongoClient mongo;
  private MongoCrawls store;
  private MongoSeenTags seen;
  private RegistryClient client;
  private EventResolution resolution;
  private CrawlPlan plan;

  @BeforeEach
  void start() throws Exception {
    RealRegistry.assumeAvailable();
    registry = RealRegistry.start();
    database = EmbeddedDatabase.start(directory, 0);
    mongo = MongoClients.create(database.uri());
    MongoImageStore images = new MongoImageStore(mongo, "mdis");
    store = new MongoCrawls(mongo, "mdis");
    seen = new MongoSeenTags(mongo, "mdis");
    images.createIndexes();
    store.createIndexes();
    seen.createIndexes();
    client =
        new RegistryClient(
            RegistryDirectory.of(List.of(new RegistryEndpoint(registry.host(), true, null, null))),
            RegistryLimits.DEFAULT);
    resolution =
        new EventResolution(
            new RegistryResolver(
                new NamedImages(
                    client,
                    new LentLogins(
                        new MongoLoans(mongo.getDatabase("mdis")),
                        Optional.empty(),
                        Clock.systemUTC()))),
            images,
            handedOn::add,
            Clock.systemUTC());
    plan = new CrawlPlan(registry.host(), false, null, 1000, 1000, 1000);
  }

  @AfterEach
  void stop() throws Exception {
    if (registry != null) {
      mongo.close();
      database.close();
      registry.close();
    }
  }

  @Test
  void findsEveryTagOnceAndOnlyWhatIsNewLater() throws Exception {
    push("shop/api", "1");
    push("shop/api", "2");
    push("base", "latest");

    Crawl first = crawl();

    assertThat(published()).containsExactlyInAnyOrder("shop/api:1", "shop/api:2", "base:latest");
    assertThat(first.state()).isEqualTo(Crawl.State.DONE);
    assertThat(first.counts()).isEqualTo(new CrawlCounts(2, 3, 3, 0, 0, null));
    assertThat(handedOn).hasSize(3).allMatch(each -> each.reason() == ImageMessage.Reason.RESCAN);
    events.clear();

    push("shop/api", "3");
    assertThat(crawl().counts().published()).isEqualTo(1);
    assertThat(published()).containsExactly("shop/api:3");
    events.clear();

    push("shop/api", "3", "other content");
    crawl();
    assertThat(published()).containsExactly("shop/api:3");
  }

  @Test
  void whatAWebhookToldOfIsNotPublishedAgain() throws Exception {
    CraftedImage image = push("shop/api", "1");
    resolution.handle(
        new ImageEvent(
            "e",
            ImageEvent.Kind.PUSH,
            "distribution",
            registry.host(),
            "shop/api",
            "1",
            image.digest(),
            null,
            Instant.now()));

    crawl();

    assertThat(events).isEmpty();
  }

  @Test
  void closesWhatIsGoneAndNothingElse() throws Exception {
    CraftedImage gone = push("shop/api", "1");
    CraftedImage stays = push("shop/api", "2");
    CraftedImage last = push("base", "latest");
    crawl();
    events.clear();
    delete("shop/api", gone);
    delete("base", last);

    Crawl after = crawl();

    assertThat(after.counts().closed()).isEqualTo(4);
    assertThat(events).allMatch(event -> event.kind() == ImageEvent.Kind.DELETE);
    assertThat(image(gone).get("deletedAt")).isNotNull();
    assertThat(image(gone).getList("tags", String.class)).isEmpty();
    assertThat(image(last).get("deletedAt")).isNotNull();
    assertThat(image(stays).get("deletedAt")).isNull();
    assertThat(image(stays).getList("tags", String.class)).containsExactly("2");
    events.clear();
    assertThat(crawl().counts().closed()).isZero();
  }

  @Test
  void goesOnWhereAKilledServiceWas() throws Exception {
    for (int i = 0; i < 120; i++) {
      push("many", "t" + i);
    }
    push("shop/api", "1");
    Crawl crawl = begin();
    int steps = 0;
    while (crawl.state() == Crawl.State.OPEN) {
      String owner = "service" + steps++;
      // Each step is of another service, which has only what is stored.
      Instant later = Instant.now().plus(Duration.ofMinutes(10L * steps));
      crawl =
          crawler()
              .step(
                  store.claim(registry.host(), owner, Duration.ofMinutes(5), later).orElseThrow());
      store.save(crawl, owner);
    }

    assertThat(steps).isGreaterThan(4);
    assertThat(published()).hasSize(121).doesNotHaveDuplicates();
  }

  @Test
  void aPageThatTheBrokerDidNotTakeIsLookedAtAgain() throws Exception {
    push("shop/api", "1");
    Crawler broken =
        new Crawler(
            plan,
            catalog(),
            seen,
            event -> {
              throw new IOException("away");
            },
            Clock.systemUTC());
    Crawl listed = broken.step(begin());
    assertThatIOException().isThrownBy(() -> broken.step(listed)).withMessage("away");

    crawl();

    assertThat(published()).containsExactly("shop/api:1");
  }

  @Test
  void oneServiceCrawlsARegistryAtATime() throws Exception {
    Crawl first = begin();
    assertThat(begin().id()).isEqualTo(first.id());
    Instant now = Instant.now();
    assertThat(store.claim(registry.host(), "a", Duration.ofMinutes(5), now)).isPresent();
    assertThat(store.claim(registry.host(), "b", Duration.ofMinutes(5), now)).isEmpty();
    assertThat(store.claim(registry.host(), "b", Duration.ofMinutes(5), now.plusSeconds(400)))
        .isPresent();
    store.save(first.end(Crawl.State.DONE, CrawlCounts.NONE, now), "a");
    assertThat(store.find(first.id()).map(Crawl::state)).contains(Crawl.State.OPEN);
  }

  @Test
  void saysWhatItLeftOutByItsBounds() throws Exception {
    for (int i = 0; i < 60; i++) {
      push("many", "t" + i);
    }
    push("other", "1");
    plan = new CrawlPlan(registry.host(), false, null, 1000, 1000, 50);
    Crawl few = crawl();
    assertThat(few.counts().problem()).contains("more than 50 tags");
    assertThat(few.counts().closed()).isZero();
    assertThat(few.counts().repositories()).isEqualTo(2);
    plan = new CrawlPlan(registry.host(), false, null, 1000, 1, 50);
    assertThat(crawl().counts().problem()).contains("more than 50 tags");
    assertThat(crawl().counts().problems()).isEqualTo(2);
  }

  @Test
  void whatIsDueIsBegunByItself() {
    CrawlPlan hourly = new CrawlPlan(registry.host(), false, Duration.ofHours(1), 1000, 1000, 1000);
    CrawlDesk desk = new CrawlDesk(List.of(hourly), store, Clock.systemUTC());
    desk.takeDue();
    desk.takeDue();
    assertThat(store.latest(9)).hasSize(1);
    Crawl begun = store.latest(registry.host()).orElseThrow();
    Instant now = Instant.now();
    store.claim(registry.host(), "a", Duration.ofMinutes(5), now);
    store.save(begun.end(Crawl.State.DONE, CrawlCounts.NONE, now), "a");
    desk.takeDue();
    assertThat(store.latest(9)).hasSize(1);
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(61));
    new CrawlDesk(List.of(hourly), store, later).takeDue();
    assertThat(store.latest(9)).hasSize(2);
  }

  private Crawl begin() {
    return new CrawlDesk(List.of(plan), store, Clock.systemUTC())
        .take(registry.host(), "me")
        .orElseThrow();
  }

  private Crawl crawl() throws IOException {
    begin();
    Crawler crawler = crawler();
    while (true) {
      Optional<Crawl> open =
          store.claim(registry.host(), "me", Duration.ofMinutes(5), Instant.now());
      Crawl after = crawler.step(open.orElseThrow());
      store.save(after, "me");
      if (after.state() != Crawl.State.OPEN) {
        return after;
      }
    }
  }

  private Catalog catalog() throws IOException {
    return new DistributionCatalog(client, registry.host(), new Pace(1000, Thread::sleep));
  }

  private Crawler crawler() throws IOException {
    return new Crawler(
        plan,
        catalog(),
        seen,
        event -> {
          events.add(event);
          resolution.handle(event);
        },
        Clock.systemUTC());
  }

  private List<String> published() {
    return events.stream()
        .filter(event -> event.kind() == ImageEvent.Kind.CRAWL)
        .map(event -> event.repository() + ":" + event.tag())
        .toList();
  }

  private CraftedImage push(String repository, String tag) throws IOException {
    return push(repository, tag, repository + tag);
  }

  private CraftedImage push(String repository, String tag, String content) throws IOException {
    byte[] tar = new TarWriter().file("etc/motd", content).bytes();
    CraftedImage image = CraftedImage.of(CraftedImage.Layer.plain(tar));
    image.push(registry, repository, tag);
    return image;
  }

  private void delete(String repository, CraftedImage image) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  registry
                      .uri()
                      .resolve(CraftedImage.manifestPath(repository, image.digest().toString())))
              .DELETE()
              .build();
      assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(202);
    }
  }

  private Document image(CraftedImage image) {
    return mongo
        .getDatabase("mdis")
        .getCollection(Collections.IMAGES)
        .find(new Document("_id", image.digest().toString()))
        .first();
  }
}
