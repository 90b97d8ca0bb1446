package io.mdis.trust.rest;

import static io.mdis.trust.Requests.HOST;
import static io.mdis.trust.Requests.IMAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.Digest;
import io.mdis.fixtures.CraftedImage;
import io.mdis.measurement.tree.FileManifest;
import io.mdis.trust.HostIdentity;
import io.mdis.trust.Requests;
import io.mdis.trust.TestDatabase;
import io.mdis.trust.TestService;
import io.mdis.trust.authority.CertificateAuthority;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Enrolled;
import io.mdis.trust.protocol.EnrolmentRequest;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.Problem;
import io.mdis.trust.protocol.RenewalRequest;
import io.mdis.trust.protocol.TokenRequest;
import io.mdis.trust.protocol.TrustApi;
import io.mdis.trust.protocol.TrustJson;
import io.mdis.trust.protocol.Verdict.Outcome;
import io.mdis.trust.protocol.VerifyAnswer;
import io.mdis.trust.protocol.VerifyRequest;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentListenerTest {
  private final HostIdentity identity = new HostIdentity();
  private final Vertx vertx = Vertx.vertx();

  @TempDir Path folder;
  private TestDatabase database;
  private TestService service;
  private AgentListener listener;

  @BeforeEach
  void start() throws Exception {
    database = new TestDatabase(folder.resolve("db"));
    service = new TestService(database, folder.resolve("state"));
    // TLS goes by the real clock.
    CertificateAuthority authority =
        CertificateAuthority.open(
            folder.resolve("state/authority"), Duration.ofDays(7), InstantSource.system());
    listener =
        new AgentListener(
            vertx,
            service.api,
            authority,
            new AgentListener.Settings(
                "127.0.0.1", 0, List.of("localhost", "127.0.0.1"), Duration.ofDays(90)));
  }

  @AfterEach
  void stop() {
    listener.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    database.close();
  }

  @Test
  void aHostEnrolsAsksAndRenewsOverTls() throws Exception {
    service.push(IMAGE);
    Enrolled enrolled = enrol();
    HttpClient host = client(identity, enrolled.certificate());
    Baseline baseline = baseline(host);
    VerifyRequest request = Requests.request(service.clock, baseline.image());

    HttpResponse<byte[]> answer = post(host, TrustApi.VERIFY, request);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(
            TrustJson.read(answer.body(), VerifyAnswer.class)
                .check(
                    request,
                    HOST,
                    service.keys.trusted(),
                    service.clock.instant(),
                    TestService.SKEW)
                .verdict()
                .outcome())
        .isEqualTo(Outcome.TRUSTED);
    problem(post(host, TrustApi.VERIFY, request), 409, "trust.nonce-replayed");

    HostIdentity next = new HostIdentity();
    HttpResponse<byte[]> renewed = post(host, TrustApi.RENEWAL, new RenewalRequest(next.csr(HOST)));
    assertThat(renewed.statusCode()).isEqualTo(200);
    Enrolled again = TrustJson.read(renewed.body(), Enrolled.class);
    assertThat(get(client(next, again.certificate()), TrustApi.KEYS).statusCode()).isEqualTo(200);
  }

  @Test
  void whoHasNoCertificateMayOnlyEnrol() throws Exception {
    HttpClient nobody = client(identity, null);

    problem(get(nobody, TrustApi.KEYS), 401, "trust.unknown-caller");
    problem(post(nobody, TrustApi.VERIFY, Problem.of("a", "b")), 401, "trust.unknown-caller");
    problem(
        post(nobody, TrustApi.ENROLMENTS, new EnrolmentRequest("wrong", HOST, identity.csr(HOST))),
        403,
        "trust.token-refused");
    assertThatThrownBy(
            () -> {
              problem(send(nobody, TrustApi.ENROLMENTS, new byte[40_000]), 413, "http.413");
              throw new IOException("answered as it should");
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void manyTriedTokensAreOneEntryOfTheLog() throws Exception {
    HttpClient nobody = client(identity, null);
    for (int i = 0; i < 20; i++) {
      HostName host = HostName.of("node-" + i);
      post(nobody, TrustApi.ENROLMENTS, new EnrolmentRequest("wrong", host, identity.csr(host)));
    }

    assertThat(service.auditCheck.run().entries()).isEqualTo(1);
  }

  @Test
  void aForgedCertificateDoesNotGetThrough() throws Exception {
    TestDatabase otherDatabase = new TestDatabase(folder.resolve("other-db"));
    TestService other = new TestService(otherDatabase, folder.resolve("other"));
    String token = other.enrolment.token(new TokenRequest(HOST, null)).token();
    Enrolled foreign = other.enrolment.enrol(new EnrolmentRequest(token, HOST, identity.csr(HOST)));
    otherDatabase.close();
    enrol();

    assertThatThrownBy(() -> get(client(identity, foreign.certificate()), TrustApi.KEYS))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aRevokedHostIsRefusedOnAnOpenConnection() throws Exception {
    HttpClient host = client(identity, enrol().certificate());
    assertThat(get(host, TrustApi.KEYS).statusCode()).isEqualTo(200);

    service.enrolment.revoke(HOST);
    service.access.changed(HOST);

    problem(get(host, TrustApi.KEYS), 403, "trust.revoked");
  }

  @Test
  void aHostAsksAboutItselfOnly() throws Exception {
    HttpClient host = client(identity, enrol().certificate());
    String image = CraftedImage.digest(IMAGE.config()).toString();

    problem(get(host, TrustApi.HOSTS + "/node-8/images/" + image), 403, "trust.other-host");
    assertThat(get(host, TrustApi.HOSTS + "/node-7/images/" + image).statusCode()).isEqualTo(200);
  }

  @Test
  void theListOfALayersFilesIsTheOneOfTheBaseline() throws Exception {
    service.push(IMAGE);
    HttpClient host = client(identity, enrol().certificate());
    Baseline baseline = baseline(host);
    Digest diffId = baseline.image().layers().getFirst().diffId();
    Path file = folder.resolve("files");

    Files.write(
        file,
        get(
                host,
                TrustApi.BASELINES
                    + "/"
                    + baseline.image().imageId()
                    + "/layers/"
                    + diffId
                    + "/files")
            .body());

    FileManifest list = FileManifest.open(file);
    list.verify();
    assertThat(list.files()).isEqualTo(baseline.image().layers().getFirst().files());
  }

  @Test
  void whatIsTooLargeMalformedOrNowhereIsSaidSo() throws Exception {
    HttpClient host = client(identity, enrol().certificate());

    problem(send(host, TrustApi.VERIFY, new byte[] {'{'}), 400, "trust.malformed");
    problem(get(host, TrustApi.BASELINES + "/nonsense"), 400, "trust.malformed");
    problem(get(host, TrustApi.BASELINES + "/sha256:" + "0".repeat(64)), 404, "trust.not-found");
    problem(get(host, "/trust/nothing"), 404, "http.404");
    problem(get(host, TrustApi.HOSTS), 404, "http.404");
    assertThatThrownBy(
            () -> {
              HttpResponse<byte[]> answer =
                  send(host, TrustApi.VERIFY, new byte[TrustJson.MAX_BYTES + 1]);
              problem(answer, 413, "http.413");
              throw new IOException("answered as it should");
            })
        .isInstanceOf(IOException.class);
  }

  @Test
  void withoutTheDatabaseTheAnswerIsNoVerdict() throws Exception {
    service.push(IMAGE);
    HttpClient host = client(identity, enrol().certificate());
    Baseline baseline = baseline(host);
    service.baselines.changed(baseline.image().imageId());
    database.stopServer();

    problem(
        post(host, TrustApi.VERIFY, Requests.request(service.clock, baseline.image())),
        503,
        "trust.store-away");
    database.startServer();
    assertThat(
            post(host, TrustApi.VERIFY, Requests.request(service.clock, baseline.image()))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void theServicesOwnCertificateIsRenewedWhileItListens() throws Exception {
    HttpClient host = client(identity, enrol().certificate());
    get(host, TrustApi.KEYS);

    listener.renewIdentity(java.time.Instant.now().plus(Duration.ofDays(61)));

    assertThat(get(client(identity, renewedOnce()), TrustApi.KEYS).statusCode()).isEqualTo(200);
  }

  private String renewedOnce() throws Exception {
    return enrol().certificate();
  }

  private Baseline baseline(HttpClient host) throws Exception {
    HttpResponse<byte[]> answer = get(host, TrustApi.BASELINES + "/" + IMAGE.digest());
    return service.keys.trusted().baseline(TrustJson.read(answer.body(), Envelope.class));
  }

  private Enrolled enrol() throws Exception {
    service.clock.now(java.time.Instant.now());
    String token = service.enrolment.token(new TokenRequest(HOST, null)).token();
    HttpResponse<byte[]> answer =
        post(
            client(identity, null),
            TrustApi.ENROLMENTS,
            new EnrolmentRequest(token, HOST, identity.csr(HOST)));
    assertThat(answer.statusCode()).isEqualTo(200);
    return TrustJson.read(answer.body(), Enrolled.class);
  }

  private HttpClient client(HostIdentity who, String chain) {
    SSLContext tls = who.tls(service.authority.rootPem(), chain);
    return HttpClient.newBuilder().sslContext(tls).build();
  }

  private HttpResponse<byte[]> post(HttpClient client, String path, Object message)
      throws Exception {
    return send(client, path, TrustJson.write(message));
  }

  private HttpResponse<byte[]> send(HttpClient client, String path, byte[] body) throws Exception {
    return client.send(
        request(path).POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> get(HttpClient client, String path) throws Exception {
    return client.send(request(path).GET().build(), BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("https://localhost:" + listener.port() + path))
        .timeout(Duration.ofSeconds(20));
  }

  private static void problem(HttpResponse<byte[]> answer, int status, String code)
      throws Exception {
    assertThat(answer.statusCode())
        .as(new String(answer.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    assertThat(TrustJson.read(answer.body(), Problem.class).error().code()).isEqualTo(code);
  }
}
