package io.mdis.harbor;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageEvent;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.Topics;
import io.mdis.messaging.ConsumerLoop;
import io.mdis.messaging.ConsumerSettings;
import io.mdis.messaging.EventPublisher;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.parsing.Parser;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adapter as Harbor's client sees it; what workers do is done by the test. */
@QuarkusTest
@WithTestResource(Neighbours.class)
class HarborAdapterTest {
  private static final String REPORT = "application/vnd.security.vulnerability.report; version=1.1";
  private static final String PLAIN_REPORT = "application/vnd.security.vulnerability.report";
  private static final Digest IMAGE = Digest.sha256("a".repeat(64));
  private static final Digest CONFIG = Digest.sha256("b".repeat(64));
  private static final String PASSWORD = "hunter2-is-never-seen";
  private static final String LOGIN =
      Base64.getEncoder()
          .encodeToString(("robot$shop+mdis:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

  @Inject MongoClient client;

  @ConfigProperty(name = "quarkus.log.file.path")
  Path log;

  private MongoDatabase database;

  @BeforeEach
  void clear() {
    database = client.getDatabase("mdis");
    for (String name :
        List.of(Collections.RESULTS, Collections.FINDINGS, Collections.REGISTRY_LOANS)) {
      database.getCollection(name).deleteMany(new Document());
    }
  }

  @Test
  void saysWhatItCanDo() {
    harbor()
        .accept("application/vnd.scanner.adapter.metadata+json; version=1.0")
        .get("/api/v1/metadata")
        .then()
        .statusCode(200)
        .header("Content-Type", "application/vnd.scanner.adapter.metadata+json; version=1.0")
        .body("scanner.name", equalTo("MDIS"))
        .body("scanner.vendor", equalTo("MDIS"))
        .body("capabilities.type", contains("vulnerability"))
        .body(
            "capabilities[0].consumes_mime_types",
            contains(
                "application/vnd.oci.image.manifest.v1+json",
                "application/vnd.docker.distribution.manifest.v2+json"))
        .body("capabilities[0].produces_mime_types", contains(REPORT))
        .body("properties.'harbor.scanner-adapter/registry-authorization-type'", equalTo("Basic"));
  }

  @ParameterizedTest
  @CsvSource({"GET, /api/v1/metadata", "POST, /api/v1/scan", "GET, /api/v1/scan/x/report"})
  void wantsTheTokenOnEveryCall(String method, String path) {
    given().request(method, path).then().statusCode(401).body("error.message", not(equalTo(null)));
    given()
        .header("Authorization", "Bearer wrong")
        .request(method, path)
        .then()
        .statusCode(401)
        .body("error.message", containsString("sign in"));
  }

  @Test
  void aScanGoesFromItsRequestToItsReportAndItsLoginIsNeverSeen() throws Exception {
    try (Topic events = new Topic()) {
      String id = request("Basic " + LOGIN);
      ImageEvent event = events.next(id);
      assertThat(event.toString()).doesNotContain(LOGIN).doesNotContain(PASSWORD);
      assertThat(event.digest()).isEqualTo(IMAGE);

      poll(id).then().statusCode(302).header("Refresh-After", "5");
      assertThat(everything()).contains(id).doesNotContain(LOGIN).doesNotContain(PASSWORD);
      assertThat(loans()).isEqualTo(1);

      tellTheWorkers(id);
      storeResult("SUCCEEDED");
      storeFinding();
      Response report = awaited(id);
      report
          .then()
          .statusCode(200)
          .header("Content-Type", REPORT)
          .parser(PLAIN_REPORT, Parser.JSON)
          .body("vulnerabilities.id", contains("CVE-2019-1563"))
          .body("vulnerabilities[0].severity", equalTo("High"));
      assertThat(loans()).isZero();
      poll(id).then().statusCode(200);
      assertThat(Files.readString(log))
          .contains("scan " + id)
          .doesNotContain(LOGIN)
          .doesNotContain(PASSWORD);
    }
  }

  @Test
  void aScanThatFailedIsAnErrorWithItsReason() {
    String id = request("Bearer abc.def");
    tellTheWorkers(id);
    storeResult("FAILED");
    awaited(id)
        .then()
        .statusCode(500)
        .header("Content-Type", "application/vnd.scanner.adapter.error+json; version=1.0")
        .body("error.message", containsString("layer.digest-mismatch"))
        .body("error.message", containsString("push it again"));
  }

  @Test
  void anUnknownScanIsNotFound() {
    poll("3fa85f64-5717-4562-b3fc-2c963f66afa6")
        .then()
        .statusCode(404)
        .body("error.message", containsString("no such scan"));
  }

  @Test
  void anotherFormOfReportIsNotImplemented() {
    harbor()
        .accept("application/vnd.scanner.adapter.vuln.report.raw")
        .get("/api/v1/scan/x/report")
        .then()
        .statusCode(501)
        .body("error.message", containsString("version=1.1"));
  }

  @ParameterizedTest
  @CsvSource({"400, {", "400, []", "422, {}"})
  void aBadRequestIsToldInHarborsForm(int status, String body) {
    harbor()
        .contentType("application/vnd.scanner.adapter.scan.request+json; version=1.0")
        .body(body)
        .post("/api/v1/scan")
        .then()
        .statusCode(status)
        .header("Content-Type", "application/vnd.scanner.adapter.error+json; version=1.0")
        .body("error.message", not(equalTo(null)));
  }

  private static RequestSpecification harbor() {
    return given().header("Authorization", "Bearer " + Neighbours.TOKEN).redirects().follow(false);
  }

  private static String request(String authorization) {
    return harbor()
        .contentType("application/vnd.scanner.adapter.scan.request+json; version=1.0")
        .accept("application/vnd.scanner.adapter.scan.response+json; version=1.0")
        .body(
            """
            {"registry":{"url":"https://harbor.example","authorization":"%s"},
             "artifact":{"repository":"shop/api","tag":"","digest":"%s",
               "mime_type":"application/vnd.oci.image.manifest.v1+json","size":1234},
             "enabled_capabilities":[{"type":"vulnerability","produces_mime_types":["%s"],
               "parameters":null}]}
            """
                .formatted(authorization, IMAGE, REPORT))
        .post("/api/v1/scan")
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private static Response poll(String id) {
    return harbor().accept(REPORT).get("/api/v1/scan/" + id + "/report");
  }

  private static Response awaited(String id) {
    Instant deadline = Instant.now().plusSeconds(30);
    Response answer = poll(id);
    while (answer.statusCode() == 302 && Instant.now().isBefore(deadline)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      answer = poll(id);
    }
    return answer;
  }

  private static void tellTheWorkers(String id) {
    try (EventPublisher publisher = new EventPublisher(Neighbours.bootstrapServers())) {
      publisher.publish(
          Topics.IMAGES,
          IMAGE.toString(),
          new ImageMessage(
              "harbor.example",
              "shop/api",
              null,
              IMAGE,
              CONFIG,
              null,
              List.of(),
              ImageMessage.Reason.SUBMIT,
              id,
              Instant.now()),
          Duration.ofSeconds(20));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void storeResult(String status) {
    database
        .getCollection(Collections.RESULTS)
        .insertOne(
            new Document("_id", IMAGE + "|vulnerability")
                .append("image", IMAGE.toString())
                .append("dimension", "vulnerability")
                .append("status", status)
                .append(
                    "reasons",
                    status.equals("SUCCEEDED")
                        ? List.of()
                        : List.of(
                            new Document("code", "layer.digest-mismatch")
                                .append("message", "layer 1 is altered; push it again")))
                .append("finishedAt", Date.from(Instant.now())));
  }

  private void storeFinding() {
    database
        .getCollection(Collections.FINDINGS)
        .insertMany(
            List.of(
                finding("CVE-2019-1563"),
                finding("CVE-SUPPRESSED").append("suppression", new Document("entry", "e"))));
  }

  private static Document finding(String id) {
    return new Document("_id", id)
        .append("image", IMAGE.toString())
        .append("dimension", "vulnerability")
        .append("id", id)
        .append("severity", "HIGH")
        .append("rank", 1)
        .append("title", id + " in x")
        .append("details", new Document("package", "x").append("installedVersion", "1"));
  }

  private long loans() {
    return database.getCollection(Collections.REGISTRY_LOANS).countDocuments();
  }

  /** All that is in the database. */
  private String everything() {
    StringBuilder all = new StringBuilder();
    for (String name : database.listCollectionNames()) {
      database.getCollection(name).find().forEach(document -> all.append(document.toJson()));
    }
    return all.toString();
  }

  /** What was published to the ingest service. */
  private static final class Topic implements AutoCloseable {
    private final BlockingQueue<ImageEvent> events = new LinkedBlockingQueue<>();
    private final ConsumerLoop<ImageEvent> loop =
        new ConsumerLoop<>(
            ConsumerSettings.of(Neighbours.bootstrapServers(), Topics.IMAGE_EVENTS, "test"),
            ImageEvent.class,
            (event, info) -> events.add(event),
            failure -> false,
            (event, info, failure) -> {});

    ImageEvent next(String id) throws InterruptedException {
      ImageEvent event = events.poll(30, TimeUnit.SECONDS);
      while (event != null && !event.id().equals(id)) {
        event = events.poll(30, TimeUnit.SECONDS);
      }
      return event;
    }

    @Override
    public void close() {
      loop.close();
    }
  }
}
