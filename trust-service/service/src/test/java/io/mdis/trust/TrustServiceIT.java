package io.mdis.trust;

import static io.mdis.trust.Requests.HOST;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.Topics;
import io.mdis.fixtures.Commands;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.Skopeo;
import io.mdis.image.reference.ImageReference;
import io.mdis.image.registry.RegistryClient;
import io.mdis.messaging.EventPublisher;
import io.mdis.messaging.JsonCodec;
import io.mdis.trust.config.TrustService;
import io.mdis.trust.protocol.AuditState;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Enrolled;
import io.mdis.trust.protocol.EnrolmentRequest;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.MeasuredImage;
import io.mdis.trust.protocol.TokenAnswer;
import io.mdis.trust.protocol.TokenRequest;
import io.mdis.trust.protocol.TrustApi;
import io.mdis.trust.protocol.TrustJson;
import io.mdis.trust.protocol.TrustKey;
import io.mdis.trust.protocol.TrustKeys;
import io.mdis.trust.protocol.Verdict;
import io.mdis.trust.protocol.Verdict.Outcome;
import io.mdis.trust.protocol.VerifyAnswer;
import io.mdis.trust.protocol.VerifyRequest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The whole service beside a real registry, broker and database. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class TrustServiceIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject TrustService service;
  @Inject RegistryClient registries;

  private final HostIdentity identity = new HostIdentity();

  @Test
  void aPushedImageIsTrustedOnAHostUntilItIsTamperedWith() throws Exception {
    Requests.IMAGE.push(Neighbours.registry(), "app", "1");
    announce("app", "1", Requests.IMAGE.digest());
    Baseline baseline = baseline(Requests.IMAGE.digest());
    assertThat(baseline.image().imageId()).isEqualTo(CraftedImage.digest(Requests.IMAGE.config()));

    Enrolled enrolled = enrol(HOST);
    HttpClient host = client(enrolled);
    assertThat(judged(host, baseline.image())).isEqualTo(Outcome.TRUSTED);
    assertThat(judged(host, Requests.tampered(baseline.image(), 1))).isEqualTo(Outcome.TAMPERED);

    AlertMessage alert = alert();
    assertThat(alert.kind()).isEqualTo(AlertMessage.TRUST_TAMPERED);
    assertThat(alert.image()).isEqualTo(Requests.IMAGE.digest());
    assertThat(alert.evidence()).containsEntry("host", HOST.value()).containsEntry("layer", "1");
    assertThat(alert.references().getFirst()).contains("/app:1@");

    AuditState audit =
        TrustJson.read(admin().get(TrustApi.AUDIT_CHECK).asByteArray(), AuditState.class);
    assertThat(audit.whole()).isTrue();
    assertThat(audit.entries()).isGreaterThanOrEqualTo(5);

    admin().delete("/trust/hosts/" + HOST).then().statusCode(204);
    assertThat(post(host, Requests.request(new TestClock(), baseline.image())).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aRealImageHasABaselineOfItsLayers() throws Exception {
    Path archive =
        Path.of(System.getProperty("mdis.shared.data", "none"), "images/alpine-310.tar.gz");
    Assumptions.assumeTrue(Files.exists(archive), "no " + archive + ": no real image to push");
    Commands.assumeAvailable("skopeo");
    String reference = Neighbours.registry().reference("alpine", "3.10");
    Path tar = Files.createTempFile("alpine", ".tar");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(archive))) {
      Files.copy(in, tar, StandardCopyOption.REPLACE_EXISTING);
      Skopeo.push(tar, reference);
    } finally {
      Files.delete(tar);
    }
    Digest manifest =
        registries
            .resolve(ImageReference.parse(reference), Optional.empty())
            .images()
            .getFirst()
            .digest();
    announce("alpine", "3.10", manifest);

    Baseline baseline = baseline(manifest);

    assertThat(baseline.loadable()).isTrue();
    assertThat(baseline.image().layers())
        .singleElement()
        .satisfies(layer -> assertThat(layer.entries()).isGreaterThan(400));
  }

  @Test
  void anImageThatCannotBeMeasuredSaysWhy() throws Exception {
    CraftedImage broken =
        CraftedImage.of(
            new CraftedImage.Layer(
                new byte[1024],
                CraftedImage.digest(new byte[] {1}),
                "application/vnd.oci.image.layer.v1.tar"));
    broken.push(Neighbours.registry(), "broken", "1");
    announce("broken", "1", broken.digest());

    Instant deadline = Instant.now().plus(PATIENCE);
    Response answer;
    do {
      Thread.sleep(200);
      answer = admin().get(TrustApi.BASELINES + "/" + broken.digest());
    } while (!answer.asString().contains("diff-id") && Instant.now().isBefore(deadline));
    answer.then().statusCode(404).body("error.code", equalTo("trust.not-found"));
    assertThat(answer.asString()).contains("layer.diff-id-mismatch");
  }

  @Test
  void operatorsNeedTheAdminToken() {
    for (String path : List.of("hosts", "keys", "audit/check", "alerts")) {
      given().get("/trust/" + path).then().statusCode(401);
    }
    admin()
        .body("{\"host\":\"UPPER\"}")
        .contentType("application/json")
        .post(TrustApi.ENROLMENT_TOKENS)
        .then()
        .statusCode(400)
        .body("error.code", equalTo("trust.malformed"));
    admin().delete("/trust/hosts/nobody").then().statusCode(404);
  }

  @Test
  void becomesReady() throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (given().get("/q/health/ready").statusCode() != 200) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.sleep(200);
    }
    assertThat(given().get("/q/health/ready").asString()).contains("whole");
  }

  private void announce(String repository, String tag, Digest manifest) throws Exception {
    ImageReference reference =
        ImageReference.parse(Neighbours.registry().host() + "/" + repository + ":" + tag);
    var image = registries.resolve(reference, Optional.empty()).images().getFirst();
    assertThat(image.digest()).isEqualTo(manifest);
    try (EventPublisher publisher = new EventPublisher(Neighbours.bootstrapServers())) {
      publisher.publish(
          Topics.IMAGES,
          manifest.toString(),
          new ImageMessage(
              Neighbours.registry().host(),
              repository,
              tag,
              manifest,
              image.configDigest(),
              image.platform(),
              image.layers().stream().map(layer -> layer.descriptor()).toList(),
              ImageMessage.Reason.PUSH,
              "event",
              Instant.now()),
          Duration.ofSeconds(20));
    }
  }

  private Baseline baseline(Digest manifest) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    Response answer = admin().get(TrustApi.BASELINES + "/" + manifest);
    while (answer.statusCode() != 200) {
      assertThat(Instant.now()).as(answer.asString()).isBefore(deadline);
      Thread.sleep(200);
      answer = admin().get(TrustApi.BASELINES + "/" + manifest);
    }
    return keys().baseline(TrustJson.read(answer.asByteArray(), Envelope.class));
  }

  private TrustKeys keys() throws Exception {
    TrustKey[] keys = TrustJson.read(admin().get(TrustApi.KEYS).asByteArray(), TrustKey[].class);
    return new TrustKeys(List.of(keys));
  }

  private Enrolled enrol(HostName host) throws Exception {
    TokenAnswer token =
        TrustJson.read(
            admin()
                .contentType("application/json")
                .body(TrustJson.write(new TokenRequest(host, 60L)))
                .post(TrustApi.ENROLMENT_TOKENS)
                .asByteArray(),
            TokenAnswer.class);
    Path root =
        Path.of(
            org.eclipse.microprofile.config.ConfigProvider.getConfig()
                .getValue("mdis.trust.directory", String.class),
            "authority/root.pem");
    HttpClient client =
        HttpClient.newBuilder().sslContext(identity.tls(Files.readString(root), null)).build();
    EnrolmentRequest request = new EnrolmentRequest(token.token(), host, identity.csr(host));
    var answer =
        client.send(
            HttpRequest.newBuilder(uri(TrustApi.ENROLMENTS))
                .POST(BodyPublishers.ofByteArray(TrustJson.write(request)))
                .build(),
            BodyHandlers.ofByteArray());
    return TrustJson.read(answer.body(), Enrolled.class);
  }

  private HttpClient client(Enrolled enrolled) {
    return HttpClient.newBuilder()
        .sslContext(identity.tls(enrolled.authorities(), enrolled.certificate()))
        .build();
  }

  private Outcome judged(HttpClient host, MeasuredImage image) throws Exception {
    TestClock clock = new TestClock();
    clock.now(Instant.now());
    VerifyRequest request = Requests.request(clock, image);
    Verdict verdict =
        TrustJson.read(post(host, request).body(), VerifyAnswer.class)
            .check(request, HOST, keys(), Instant.now(), TestService.SKEW)
            .verdict();
    return verdict.outcome();
  }

  private java.net.http.HttpResponse<byte[]> post(HttpClient host, VerifyRequest request)
      throws Exception {
    return host.send(
        HttpRequest.newBuilder(uri(TrustApi.VERIFY))
            .POST(BodyPublishers.ofByteArray(TrustJson.write(request)))
            .build(),
        BodyHandlers.ofByteArray());
  }

  private AlertMessage alert() throws Exception {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                Neighbours.bootstrapServers(),
                "group.id",
                "test",
                "auto.offset.reset",
                "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topics.ALERTS));
      Instant deadline = Instant.now().plus(PATIENCE);
      while (Instant.now().isBefore(deadline)) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          return JsonCodec.decode(record.value(), AlertMessage.class);
        }
      }
    }
    throw new AssertionError("no alert came");
  }

  private URI uri(String path) {
    return URI.create("https://localhost:" + service.port() + path);
  }

  private static RequestSpecification admin() {
    return given().header("Authorization", "Bearer " + Neighbours.TOKEN);
  }
}
