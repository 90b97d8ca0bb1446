package io.mdis.ingest;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.mdis.contracts.ImageEvent;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.Topics;
import io.mdis.ingest.store.MongoImageStore;
import io.mdis.messaging.JsonCodec;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class IngestServiceTest {

  private static final EncoderConfig FORM_AS_IT_IS =
      EncoderConfig.encoderConfig()
          .appendDefaultContentCharsetToContentTypeIfUndefined(false)
          .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.TEXT);

  @Inject MongoImageStore images;

  @Test
  @Order(1)
  void becomesReady() throws Exception {
    Instant deadline = Instant.now().plusSeconds(60);
    int status;
    do {
      status = given().get("/q/health/ready").statusCode();
    } while (status != 200 && Instant.now().isBefore(deadline));

    assertThat(status).isEqualTo(200);
  }

  @Test
  @Order(2)
  void acceptsAPushWhenTheBrokerHasIt() throws Exception {
    String id =
        harbor()
            .body(sample("harbor/push"))
            .post("/webhooks/harbor")
            .then()
            .statusCode(202)
            .extract()
            .path("id");

    ImageEvent event = awaitEvent(id);
    assertThat(event.key()).isEqualTo("harbor.example.com/shop/cart/api");
    assertThat(event.tag()).isEqualTo("1.4.2");
    assertThat(event.source()).isEqualTo("harbor");
  }

  @Test
  @Order(2)
  void refusesWithoutTheSourcesSecret() throws Exception {
    for (String wrong : List.of("Bearer nothing", "Basic YTpi", "secret of harbor")) {
      given()
          .header("Authorization", wrong)
          .body(sample("harbor/push"))
          .post("/webhooks/harbor")
          .then()
          .statusCode(401)
          .body("error.code", equalTo("webhook.unauthorized"));
    }
    given().body(sample("harbor/push")).post("/webhooks/harbor").then().statusCode(401);
  }

  @Test
  @Order(2)
  void takesASignedFormAndASecretInTheUrl() throws Exception {
    byte[] form =
        ("payload=" + URLEncoder.encode(new String(sample("github/package"), UTF_8), UTF_8))
            .getBytes(UTF_8);
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Neighbours.HOOK_SECRET.getBytes(UTF_8), "HmacSHA256"));
    String signature = "sha256=" + HexFormat.of().formatHex(mac.doFinal(form));
    for (int status : new int[] {202, 401}) {
      given()
          .config(RestAssured.config().encoderConfig(FORM_AS_IT_IS))
          .header("X-GitHub-Event", "package")
          .header("X-Hub-Signature-256", status == 202 ? signature : signature.replace('1', '2'))
          .contentType("application/x-www-form-urlencoded")
          .body(new String(form, UTF_8))
          .post("/webhooks/github")
          .then()
          .statusCode(status);
    }
    String hub = "/webhooks/hub/" + Neighbours.HOOK_SECRET;
    given().body(sample("docker-hub/push")).post(hub).then().statusCode(202);
    given().body(sample("docker-hub/push")).post(hub + "x").then().statusCode(401);
    given().body(sample("docker-hub/push")).post("/webhooks/hub").then().statusCode(401);
    given().body(sample("docker-hub/push")).post(hub + "/more").then().statusCode(404);
  }

  @Test
  @Order(2)
  void namesTheFieldOfAMalformedDelivery() throws Exception {
    harbor()
        .body(sample("harbor/digest-number"))
        .post("/webhooks/harbor")
        .then()
        .statusCode(400)
        .body("error.field", equalTo("event_data.resources[0].digest"));
  }

  @Test
  @Order(2)
  void takesWhatDistributionWouldOtherwiseSendForEver() {
    admin()
        .body("{")
        .post("/webhooks/distribution")
        .then()
        .statusCode(202)
        .body("ignored", notNullValue());
  }

  @Test
  @Order(2)
  void ignoresARegistryThatIsNotConfigured() throws Exception {
    admin()
        .body(sample("distribution/push"))
        .post("/webhooks/distribution")
        .then()
        .statusCode(202)
        .body("ignored", containsString("mdis.registries"));
  }

  @Test
  @Order(2)
  void refusesUnknownSourcesMethodsAndTypes() {
    admin()
        .body("{}")
        .post("/webhooks/nobody")
        .then()
        .statusCode(404)
        .body("error.code", equalTo("webhook.unknown-source"));
    given()
        .header("Authorization", "Bearer " + Neighbours.TOKEN)
        .contentType("text/plain")
        .body("{}")
        .post("/images")
        .then()
        .statusCode(415)
        .body("error.code", equalTo("http.415"));
    admin().put("/webhooks/harbor").then().statusCode(405).body("error.code", equalTo("http.405"));
  }

  @Test
  @Order(2)
  void takesSubmitsOfConfiguredRegistriesFromWhoIsSignedIn() throws Exception {
    given()
        .contentType("application/json")
        .body("{}")
        .post("/images")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", containsString("Basic"))
        .body("error.code", equalTo("http.401"));
    submit("{\"reference\": 5}").then().statusCode(400).body("error.field", equalTo("reference"));
    submit("{\"reference\": \"other.example.com/a:1\"}")
        .then()
        .statusCode(422)
        .body("error.message", containsString("other.example.com"));
    String id =
        submit("{\"reference\": \"127.0.0.1:1/shop/api:1\", \"platform\": \"linux/amd64\"}")
            .then()
            .statusCode(202)
            .extract()
            .path("id");

    assertThat(awaitEvent(id).kind()).isEqualTo(ImageEvent.Kind.SUBMIT);
  }

  @Test
  @Order(2)
  void handsOnWhatIsToBeScannedAgainAsSoonAsWorkersRead() throws Exception {
    given().contentType("application/json").body("{}").post("/rescans").then().statusCode(401);
    rescan("{\"all\": true, \"reason\": \"LATER\"}").statusCode(400);
    rescan("{\"image\": \"harbor.example.com/a/b:1\"}")
        .statusCode(404)
        .body("error.code", equalTo("rescan.no-image"));
    images.save(Images.message("1", Instant.now()));
    rescan("{\"all\": true, \"dimensions\": [\"none\"]}")
        .statusCode(422)
        .body("error.field", equalTo("dimensions"));

    String id =
        rescan("{\"all\": true}").statusCode(202).body("matched", equalTo(1)).extract().path("id");
    assertThat(rescan("{\"all\": true}").statusCode(202).extract().<String>path("id"))
        .isEqualTo(id);
    try (KafkaConsumer<byte[], byte[]> worker = worker()) {
      ImageMessage message = awaitImage(worker);
      assertThat(message.reason()).isEqualTo(ImageMessage.Reason.DEEP);
      assertThat(message.manifestDigest()).isEqualTo(Images.MANIFEST);
      assertThat(message.eventId()).isEqualTo(id);
    }
    admin().get("/rescans/" + id).then().statusCode(200).body("published", equalTo(1));
    admin().get("/rescans").then().statusCode(200).body("rescans[0].id", equalTo(id));
    admin().delete("/rescans/" + id).then().statusCode(200);
    admin().delete("/rescans/none").then().statusCode(404);
  }

  @Test
  @Order(2)
  void crawlsOnlyRegistriesThatAreToBeCrawled() {
    given().contentType("application/json").body("{}").post("/crawls").then().statusCode(401);
    admin().body("{}").post("/crawls").then().statusCode(400);
    admin()
        .body("{\"registry\": \"harbor.example.com\"}")
        .post("/crawls")
        .then()
        .statusCode(422)
        .body("error.code", equalTo("crawl.not-configured"));
    String id =
        admin()
            .body("{\"registry\": \"127.0.0.1:1\"}")
            .post("/crawls")
            .then()
            .statusCode(202)
            .body("state", equalTo("OPEN"))
            .extract()
            .path("id");
    admin().get("/crawls/" + id).then().statusCode(200).body("registry", equalTo("127.0.0.1:1"));
    admin().get("/crawls").then().statusCode(200).body("crawls[0].id", equalTo(id));
    admin().get("/crawls/none").then().statusCode(404);
  }

  @Test
  @Order(2)
  void tellsWhatWaitsAtTheBroker() throws Exception {
    Instant deadline = Instant.now().plusSeconds(60);
    String metrics;
    do {
      Thread.sleep(500);
      metrics = admin().get("/q/metrics").body().asString();
    } while (!metrics.contains("mdis_queue_lag_records{") && Instant.now().isBefore(deadline));

    assertThat(metrics)
        .containsPattern(
            "mdis_queue_lag_records\\{group=\"mdis-resolver\",topic=\"mdis.image-events\"} \\d")
        .contains("mdis_dead_letters_records{topic=\"mdis.image-events.mdis-resolver.dlq\"} 0");
  }

  private static ValidatableResponse rescan(String body) {
    return admin().body(body).post("/rescans").then();
  }

  /** A group that has read everything until now. */
  private static KafkaConsumer<byte[], byte[]> worker() {
    KafkaConsumer<byte[], byte[]> worker =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                Neighbours.bootstrapServers(),
                "group.id",
                "test-dimension",
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    worker.subscribe(List.of(Topics.IMAGES));
    return worker;
  }

  private static ImageMessage awaitImage(KafkaConsumer<byte[], byte[]> worker) throws IOException {
    Instant deadline = Instant.now().plusSeconds(30);
    while (Instant.now().isBefore(deadline)) {
      for (ConsumerRecord<byte[], byte[]> record : worker.poll(Duration.ofMillis(200))) {
        return JsonCodec.decode(record.value(), ImageMessage.class);
      }
      worker.commitSync();
    }
    throw new AssertionError("no image on " + Topics.IMAGES);
  }

  @Test
  @Order(3)
  void answersInTimeWhenTheBrokerIsAway() throws Exception {
    Neighbours.stopBroker();
    for (int i = 0; i < 3; i++) {
      Instant start = Instant.now();
      Response response = harbor().body(sample("harbor/push")).post("/webhooks/harbor");

      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.header("Retry-After")).isEqualTo("5");
      assertThat(response.<String>path("error.code")).isEqualTo("broker.unavailable");
    }
  }

  @Test
  @Order(2)
  void refusesLargeBodiesByTheirAnnouncedLength() throws Exception {
    String request =
        "POST /webhooks/harbor HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4194305\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] start = socket.getInputStream().readNBytes("HTTP/1.1 413".length());

      assertThat(new String(start, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }
  }

  private static RequestSpecification harbor() {
    return given()
        .header("Authorization", Neighbours.HARBOR_SECRET)
        .contentType("application/octet-stream");
  }

  private static RequestSpecification admin() {
    return given()
        .header("Authorization", "Bearer " + Neighbours.TOKEN)
        .contentType("application/json");
  }

  private static Response submit(String body) {
    return admin().body(body).post("/images");
  }

  private static byte[] sample(String name) throws IOException {
    try (InputStream in =
        IngestServiceTest.class.getResourceAsStream("/webhooks/" + name + ".json")) {
      return in.readAllBytes();
    }
  }

  private static ImageEvent awaitEvent(String id) throws IOException {
    Instant deadline = Instant.now().plusSeconds(20);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", Neighbours.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.IMAGE_EVENTS).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (Instant.now().isBefore(deadline)) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          ImageEvent event = JsonCodec.decode(record.value(), ImageEvent.class);
          if (event.id().equals(id)) {
            return event;
          }
        }
      }
    }
    throw new AssertionError("no event " + id + " on " + Topics.IMAGE_EVENTS);
  }
}
