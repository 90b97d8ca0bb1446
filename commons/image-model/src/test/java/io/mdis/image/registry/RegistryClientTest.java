package io.mdis.image.registry;

import static io.mdis.image.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.fixtures.ScriptedRegistry;
import io.mdis.image.ImageProblem;
import io.mdis.image.ImageSource;
import io.mdis.image.reference.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryClientTest {
  private final List<Duration> waits = new ArrayList<>();
  private final RegistryLimits limits =
      new RegistryLimits(
          3,
          Duration.ofSeconds(5),
          Duration.ofMillis(700),
          Duration.ofSeconds(20),
          50_000,
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          waits::add);
  private FakeRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new FakeRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void readsAnImageAnonymously() throws IOException {
    ImageSource image = resolve(endpoint());
    assertThat(image.digest()).isEqualTo(FakeRegistry.digest(registry.manifest));
    assertThat(image.platform()).hasToString("linux/amd64");
    assertThat(image.config()).isEqualTo(registry.config);
    assertThat(layer(image)).isEqualTo(registry.layer);
    assertThat(registry.authorizations).containsOnly("null");
  }

  @Test
  void anUnknownRegistryIsNeverAsked() {
    RegistryClient client = new RegistryClient(RegistryDirectory.of(List.of()), limits);
    assertProblem(
        ImageProblem.NOT_CONFIGURED,
        () -> client.resolve(ImageReference.parse(registry.host() + "/r:1"), Optional.empty()));
    assertThat(registry.requests).isEmpty();
  }

  @Test
  void basicLoginIsSentWhenAskedFor() throws IOException {
    challenge("Basic realm=\"x\"", 1);
    resolve(endpoint(new Credentials("me", "secret")));
    assertThat(registry.authorizations).startsWith("null", "Basic bWU6c2VjcmV0");
  }

  @Test
  void aTokenIsFetchedOnceAndUsedForAll() throws IOException {
    challenge("Bearer realm=\"" + registry.url("/token") + "\",service=\"reg\",scope=\"*:*\"", 1);
    registry.publish("/token", "{\"token\":\"abc\"}".getBytes(StandardCharsets.UTF_8));
    layer(resolve(endpoint(new Credentials("me", "secret"))));
    assertThat(registry.requests.get(1))
        .isEqualTo("/token?service=reg&scope=repository%3Ar%3Apull");
    assertThat(registry.authorizations)
        .containsExactly("null", "Basic bWU6c2VjcmV0", "Bearer abc", "Bearer abc", "Bearer abc");
  }

  @Test
  void aLoginLoopEnds() {
    challenge("Bearer realm=\"" + registry.url("/token") + "\"", 50);
    registry.publish("/token", "{\"token\":\"abc\"}".getBytes(StandardCharsets.UTF_8));
    assertProblem(ImageProblem.UNAUTHORIZED, () -> resolve(endpoint()))
        .hasMessageContaining("credentials");
    assertThat(registry.requests).hasSize(3);
  }

  @Test
  void withoutALoginItSaysThatOneIsWanted() {
    challenge("Basic realm=\"x\"", 1);
    assertProblem(ImageProblem.UNAUTHORIZED, () -> resolve(endpoint()))
        .hasMessageContaining("none is configured");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.2:1/token",
        "https://evil.example/token",
        "file:///etc/shadow",
        "gopher://127.0.0.1/x",
      })
  void aTokenServiceElsewhereIsNotAsked(String realm) {
    challenge("Bearer realm=\"" + realm + "\"", 1);
    assertProblem(
            ImageProblem.REDIRECT_REFUSED, () -> resolve(endpoint(new Credentials("me", "secret"))))
        .hasMessageNotContaining("secret");
    assertThat(registry.requests).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data",
        "http://localhost:1/x",
        "http://[::1]:1/x",
        "http://10.0.0.1/x",
        "https://evil.example/x",
        "file:///etc/shadow",
        "//evil.example/x",
        "http://user:pw@127.0.0.1/x",
      })
  void redirectsToWhatIsNotConfiguredAreRefused(String location) throws IOException {
    registry.next(
        registry.blobPath(registry.layer), FakeRegistry.status(307, "Location", location));
    ImageSource image = resolve(endpoint());
    assertProblem(ImageProblem.REDIRECT_REFUSED, () -> layer(image));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://127.0.0.1/x", "https://localhost/x", "https://[::1]/x"})
  void onDemandRedirectsReachOnlyPublicAddresses(String location) throws IOException {
    registry.next(
        registry.blobPath(registry.layer), FakeRegistry.status(307, "Location", location));
    RegistryDirectory directory =
        RegistryDirectory.onDemand(DockerConfig.empty(), Set.of(registry.host()));
    ImageSource image = resolve(directory);
    assertProblem(ImageProblem.REDIRECT_REFUSED, () -> layer(image))
        .hasMessageContaining("not public");
  }

  @Test
  void anAllowedRedirectGetsNoLogin() throws IOException {
    try (FakeRegistry storage = new FakeRegistry()) {
      challenge("Basic realm=\"x\"", 1);
      registry.next(
          registry.blobPath(registry.layer),
          FakeRegistry.status(307, "Location", storage.url(storage.blobPath(storage.layer))));
      RegistryEndpoint endpoint =
          endpoint(new Credentials("me", "secret")).withRedirectHosts(Set.of(storage.host()));
      assertThat(layer(resolve(endpoint))).isEqualTo(storage.layer);
      assertThat(storage.authorizations).containsExactly("null");
    }
  }

  @Test
  void aRedirectCircleEnds() throws IOException {
    String path = registry.blobPath(registry.layer);
    for (int i = 0; i < 20; i++) {
      registry.next(path, FakeRegistry.status(302, "Location", path));
    }
    ImageSource image = resolve(endpoint());
    assertProblem(ImageProblem.REDIRECT_REFUSED, () -> layer(image)).hasMessageContaining("more");
  }

  @Test
  void retryAfterIsHonouredWithinABound() throws IOException {
    registry.next(
        FakeRegistry.manifestPath(),
        FakeRegistry.status(429, "Retry-After", "7"),
        FakeRegistry.status(503, "Retry-After", "999999"));
    resolve(endpoint());
    assertThat(waits).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30));
  }

  @Test
  void troubleThatStaysIsUnavailableAndRetryable() {
    registry.next(
        FakeRegistry.manifestPath(),
        FakeRegistry.status(500),
        FakeRegistry.status(502),
        FakeRegistry.status(503));
    assertProblem(ImageProblem.UNAVAILABLE, () -> resolve(endpoint()))
        .hasMessageContaining("3 attempts");
    assertThat(ImageProblem.UNAVAILABLE.retryable()).isTrue();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertProblem(
        ImageProblem.NOT_FOUND,
        () ->
            new RegistryClient(RegistryDirectory.of(List.of(endpoint())), limits)
                .resolve(ImageReference.parse(registry.host() + "/r:2"), Optional.empty()));
    assertThat(registry.requests).hasSize(1);
  }

  @Test
  void aBlobThatIsCutOffGoesOnByRange() throws IOException {
    String path = registry.blobPath(registry.layer);
    registry.next(path, FakeRegistry.cut(registry.layer, 10_000));
    assertThat(layer(resolve(endpoint()))).isEqualTo(registry.layer);
    assertThat(registry.requests).contains(path + " bytes=10000-");
  }

  @Test
  void aServerWithoutRangesIsReadFromTheBeginning() throws IOException {
    String path = registry.blobPath(registry.layer);
    registry.next(
        path,
        FakeRegistry.cut(registry.layer, 10_000),
        exchange -> {
          exchange.sendResponseHeaders(200, registry.layer.length);
          exchange.getResponseBody().write(registry.layer);
        });
    assertThat(layer(resolve(endpoint()))).isEqualTo(registry.layer);
  }

  @Test
  void anotherRangeThanAskedForIsRefused() throws IOException {
    registry.next(
        registry.blobPath(registry.layer),
        FakeRegistry.cut(registry.layer, 10_000),
        FakeRegistry.status(206, "Content-Range", "bytes 0-5/6"));
    ImageSource image = resolve(endpoint());
    assertProblem(ImageProblem.PROTOCOL, () -> layer(image));
  }

  @Test
  void aBlobThatIsShorterInTheRegistryIsTruncated() throws IOException {
    registry.next(
        registry.blobPath(registry.layer),
        FakeRegistry.cut(registry.layer, 10_000),
        FakeRegistry.status(416));
    ImageSource image = resolve(endpoint());
    assertProblem(ImageProblem.TRUNCATED, () -> layer(image)).hasMessageContaining("fewer bytes");
  }

  @Test
  void aBlobThatAlwaysBreaksIsGivenUp() throws IOException {
    String path = registry.blobPath(registry.layer);
    for (int i = 0; i < 10; i++) {
      registry.next(path, FakeRegistry.cut(registry.layer, 0));
    }
    ImageSource image = resolve(endpoint());
    assertProblem(ImageProblem.UNAVAILABLE, () -> layer(image));
  }

  @Test
  void aServerThatStallsIsAskedForTheRest() throws IOException {
    String path = registry.blobPath(registry.layer);
    registry.next(path, stalled());
    ImageSource image = resolve(endpoint());
    assertThat(layer(image)).isEqualTo(registry.layer);
    assertThat(registry.requests.getLast()).contains("bytes=1-");
  }

  @Test
  void aServerThatStallsForEverIsGivenUp() throws IOException {
    String path = registry.blobPath(registry.layer);
    registry.next(path, stalled(), stalled(), stalled(), stalled(), stalled());
    ImageSource image = resolve(endpoint());
    assertProblem(ImageProblem.UNAVAILABLE, () -> layer(image)).hasMessageContaining("too slow");
  }

  /** One byte, and then nothing for longer than the limit. */
  private ScriptedRegistry.Answer stalled() {
    return exchange -> {
      exchange.sendResponseHeaders(200, registry.layer.length);
      exchange.getResponseBody().write(registry.layer, 0, 1);
      exchange.getResponseBody().flush();
      LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
    };
  }

  @Test
  void aManifestOf50MegabytesIsNotTaken() {
    registry.publish(FakeRegistry.manifestPath(), new byte[50 << 20]);
    assertProblem(ImageProblem.MANIFEST_TOO_LARGE, () -> resolve(endpoint()));
  }

  @Test
  void aManifestWithAnotherDigestIsRefused() {
    registry.next(
        FakeRegistry.manifestPath(),
        exchange -> {
          exchange
              .getResponseHeaders()
              .add("Docker-Content-Digest", FakeRegistry.digest(registry.layer).toString());
          exchange.sendResponseHeaders(200, registry.manifest.length);
          exchange.getResponseBody().write(registry.manifest);
        });
    assertProblem(ImageProblem.DIGEST_MISMATCH, () -> resolve(endpoint()));
  }

  @Test
  void aConfigurationWithAnotherDigestIsRefused() {
    registry.publish(registry.blobPath(registry.config), "{}".getBytes(StandardCharsets.UTF_8));
    assertProblem(ImageProblem.DIGEST_MISMATCH, () -> resolve(endpoint()))
        .hasMessageContaining("configuration");
  }

  private void challenge(String value, int times) {
    for (int i = 0; i < times; i++) {
      registry.next(
          FakeRegistry.manifestPath(), FakeRegistry.status(401, "WWW-Authenticate", value));
    }
  }

  private RegistryEndpoint endpoint() {
    return endpoint(null);
  }

  private RegistryEndpoint endpoint(Credentials credentials) {
    return new RegistryEndpoint(registry.host(), true, credentials, null);
  }

  private ImageSource resolve(RegistryEndpoint endpoint) throws IOException {
    return resolve(RegistryDirectory.of(List.of(endpoint)));
  }

  private ImageSource resolve(RegistryDirectory directory) throws IOException {
    ImageReference reference = ImageReference.parse(registry.host() + "/r:1");
    return new RegistryClient(directory, limits)
        .resolve(reference, Optional.empty())
        .images()
        .getFirst();
  }

  private static byte[] layer(ImageSource image) throws IOException {
    try (InputStream in = image.layers().getFirst().content().open()) {
      return in.readAllBytes();
    }
  }
}
