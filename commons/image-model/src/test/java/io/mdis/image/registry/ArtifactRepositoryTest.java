package io.mdis.image.registry;

import static io.mdis.image.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Digest;
import io.mdis.fixtures.RealRegistry;
import io.mdis.fixtures.ScriptedRegistry;
import io.mdis.fixtures.ScriptedRegistry.Answer;
import io.mdis.image.ImageProblem;
import io.mdis.image.manifest.Descriptor;
import io.mdis.image.manifest.MediaTypes;
import io.mdis.image.manifest.OciArtifact;
import io.mdis.image.reference.ImageReference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactRepositoryTest {
  private static final byte[] BLOB = "content to push".getBytes(StandardCharsets.UTF_8);
  private static final Digest DIGEST = ContentDigest.of(BLOB, "sha256");
  private static final String UPLOADS = "/v2/r/blobs/uploads/";
  private static final String SESSION = "/v2/r/blobs/uploads/1";

  private final List<Duration> waits = new ArrayList<>();
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private ScriptedRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedRegistry();
    registry.always("/v2/r/blobs/" + DIGEST, seen(404));
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void aSmallBlobIsPushedWhole() throws IOException {
    accept(SESSION);
    repository().upload(BLOB, "text/plain");
    assertThat(seen)
        .containsExactly(
            "HEAD /v2/r/blobs/" + DIGEST + " ",
            "POST " + UPLOADS + " ",
            "PUT " + SESSION + "?digest=" + DIGEST + " " + text(BLOB));
  }

  @Test
  void aBlobThatIsThereIsNotPushed() throws IOException {
    registry.always(
        "/v2/r/blobs/" + DIGEST, seen(200, "Content-Length", Integer.toString(BLOB.length)));
    repository().upload(BLOB, "text/plain");
    assertThat(seen).hasSize(1);
  }

  @Test
  void theSessionsQueryIsKept() throws IOException {
    accept(SESSION + "?_state=a%2Fb");
    repository().upload(BLOB, "text/plain");
    assertThat(seen.getLast())
        .startsWith("PUT " + SESSION + "?_state=a%2Fb&digest=" + DIGEST + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.2:1/v2/r/blobs/uploads/1",
        "https://evil.example/v2/r/blobs/uploads/1",
        "//evil.example/x",
        "http://169.254.169.254/latest",
        "file:///etc/passwd"
      })
  void anUploadElsewhereIsRefused(String location) {
    registry.always(UPLOADS, seen(202, "Location", location));
    assertProblem(ImageProblem.REDIRECT_REFUSED, () -> repository().upload(BLOB, "text/plain"));
    assertThat(seen).noneMatch(request -> request.startsWith("PUT"));
  }

  @Test
  void theSamePlaceWithAUserInItIsRefused() {
    registry.always(UPLOADS, seen(202, "Location", "http://me:pw@" + registry.host() + SESSION));
    assertProblem(ImageProblem.REDIRECT_REFUSED, () -> repository().upload(BLOB, "text/plain"));
  }

  @Test
  void aSessionWithoutALocationIsNoRegistrys() {
    registry.always(UPLOADS, seen(202));
    assertProblem(ImageProblem.PROTOCOL, () -> repository().upload(BLOB, "text/plain"));
  }

  @Test
  void aRedirectOfWhatIsPushedIsRefused() {
    registry.always(UPLOADS, seen(202, "Location", SESSION));
    registry.always(SESSION, seen(307, "Location", "https://evil.example/x?secret"));
    assertProblem(ImageProblem.REDIRECT_REFUSED, () -> repository().upload(BLOB, "text/plain"))
        .hasMessageContaining("evil.example")
        .hasMessageNotContaining("secret");
  }

  @Test
  void aTokenToPushIsAskedForOnce() throws IOException {
    String challenge = "Bearer realm=\"" + registry.uri() + "/token\",service=\"reg\"";
    registry.next("/v2/r/blobs/" + DIGEST, seen(401, "WWW-Authenticate", challenge));
    registry.publish("/token", "{\"token\":\"abc\"}".getBytes(StandardCharsets.UTF_8));
    accept(SESSION);
    repository(new Credentials("me", "secret")).upload(BLOB, "text/plain");
    assertThat(registry.requests())
        .contains("/token?service=reg&scope=repository%3Ar%3Apull%2Cpush");
    assertThat(tokens).containsExactly("null", "Bearer abc", "Bearer abc", "Bearer abc");
  }

  @Test
  void aTokenToReadIsNotUsedToPush() throws IOException {
    String challenge = "Bearer realm=\"" + registry.uri() + "/token\"";
    registry.publish("/token", "{\"token\":\"abc\"}".getBytes(StandardCharsets.UTF_8));
    registry.next("/v2/r/manifests/1", ScriptedRegistry.status(401, "WWW-Authenticate", challenge));
    registry.publish("/v2/r/manifests/1", BLOB);
    ArtifactRepository repository = repository();
    repository.manifest("1", null);
    registry.next("/v2/r/blobs/" + DIGEST, seen(401, "WWW-Authenticate", challenge));
    accept(SESSION);
    repository.upload(BLOB, "text/plain");
    assertThat(registry.requests())
        .contains(
            "/token?scope=repository%3Ar%3Apull", "/token?scope=repository%3Ar%3Apull%2Cpush");
    assertThat(tokens.getFirst()).isEqualTo("null");
  }

  @Test
  void whoMayNotPushIsTold() {
    registry.always(UPLOADS, seen(403));
    assertProblem(ImageProblem.UNAUTHORIZED, () -> repository().upload(BLOB, "text/plain"))
        .hasMessageContaining("rights");
  }

  @Test
  void aBusyRegistryIsAskedAgainFromTheBeginning() throws IOException {
    accept(SESSION);
    registry.next(SESSION, seen(503, "Retry-After", "7"));
    repository().upload(BLOB, "text/plain");
    assertThat(waits).containsExactly(Duration.ofSeconds(7));
    assertThat(seen.getLast()).endsWith(text(BLOB));
  }

  @Test
  void aBlobWithOtherBytesIsRefused() {
    registry.publish("/v2/r/blobs/" + DIGEST, "content to pusH".getBytes(StandardCharsets.UTF_8));
    Descriptor blob = new Descriptor("text/plain", DIGEST, BLOB.length);
    assertProblem(ImageProblem.DIGEST_MISMATCH, () -> repository().bytes(blob, 100));
    assertProblem(ImageProblem.ARTIFACT_BYTES, () -> repository().bytes(blob, 3));
  }

  @Test
  void referrersAreThoseOfTheType() throws IOException {
    registry.publish(
        "/v2/r/referrers/" + DIGEST,
        """
        {"schemaVersion":2,"manifests":[
          {"artifactType":"a/b","digest":"%s"},{"artifactType":"c/d","digest":"x"},{}]}
        """
            .formatted(DIGEST)
            .getBytes(StandardCharsets.UTF_8));
    assertThat(repository().referrers(DIGEST, "a/b")).containsExactly(DIGEST);
    assertThat(registry.requests().getLast()).endsWith("?artifactType=a%2Fb");
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 400, 405})
  void aRegistryWithoutReferrersHasNone(int status) throws IOException {
    registry.always("/v2/r/referrers/" + DIGEST, ScriptedRegistry.status(status));
    assertThat(repository().referrers(DIGEST, "a/b")).isEmpty();
  }

  @Test
  void aRealRegistryTakesALargeBlobInChunks() throws IOException {
    RealRegistry.assumeAvailable();
    byte[] large = new byte[(int) (2 * BlobUpload.CHUNK + 12_345)];
    new Random(1).nextBytes(large);
    try (RealRegistry real = RealRegistry.start()) {
      ArtifactRepository repository = repository(real.host(), null);
      Descriptor blob = new Descriptor("a/b", ContentDigest.of(large, "sha256"), large.length);
      repository.upload(
          blob, from -> new ByteArrayInputStream(large, (int) from, large.length - (int) from));
      repository.upload(OciArtifact.empty(), MediaTypes.OCI_EMPTY);
      OciArtifact.Layer layer = new OciArtifact.Layer(blob, Map.of("title", "x"));
      byte[] manifest =
          new OciArtifact("a/b", List.of(layer), Map.of("k", "v"), Optional.empty()).toBytes();
      repository.put("1", manifest, MediaTypes.OCI_MANIFEST);
      assertThat(repository.manifest("1", null).bytes()).isEqualTo(manifest);
      ByteArrayOutputStream back = new ByteArrayOutputStream();
      repository.fetch(blob, back);
      assertThat(back.toByteArray()).isEqualTo(large);
      assertThat(real.log()).contains("http.request.method=PATCH");
      assertThat(repository.find("2", null)).isEmpty();
    }
  }

  private void accept(String session) {
    registry.always(UPLOADS, seen(202, "Location", session));
    registry.always(SESSION, seen(201));
  }

  /** Notes the request with its body, and answers. */
  private Answer seen(int status, String... headers) {
    return exchange -> {
      seen.add(
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI()
              + " "
              + text(exchange.getRequestBody().readAllBytes()));
      tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      ScriptedRegistry.status(status, headers).give(exchange);
    };
  }

  private ArtifactRepository repository() throws IOException {
    return repository(null);
  }

  private ArtifactRepository repository(Credentials credentials) throws IOException {
    return repository(registry.host(), credentials);
  }

  private ArtifactRepository repository(String host, Credentials credentials) throws IOException {
    RegistryLimits limits =
        new RegistryLimits(
            3,
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            50_000,
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            waits::add);
    RegistryEndpoint endpoint = new RegistryEndpoint(host, true, credentials, null);
    return new RegistryClient(RegistryDirectory.of(List.of(endpoint)), limits)
        .repository(ImageReference.parse(host + "/r:1"));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
