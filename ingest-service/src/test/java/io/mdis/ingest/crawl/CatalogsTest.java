package io.mdis.ingest.crawl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mdis.contracts.Digest;
import io.mdis.fixtures.ScriptedRegistry;
import io.mdis.image.ImageException;
import io.mdis.image.registry.Credentials;
import io.mdis.image.registry.NamePage;
import io.mdis.image.registry.RegistryClient;
import io.mdis.image.registry.RegistryDirectory;
import io.mdis.image.registry.RegistryEndpoint;
import io.mdis.image.registry.RegistryLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What registries answer when asked for lists, and what they must not be able to do by it. */
class CatalogsTest {
  private static final String DIGEST = "sha256:" + "a".repeat(64);
  private static final String PART = "sha256:" + "b".repeat(64);

  private ScriptedRegistry registry;
  private final List<Duration> waits = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    registry = new ScriptedRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private RegistryClient client() {
    RegistryEndpoint endpoint =
        new RegistryEndpoint(registry.host(), true, new Credentials("robot", "secret"), null);
    return new RegistryClient(RegistryDirectory.of(List.of(endpoint)), RegistryLimits.DEFAULT);
  }

  private Catalog harbor() throws IOException {
    return new HarborCatalog(client(), registry.host(), new Pace(10, waits::add));
  }

  private Catalog distribution() throws IOException {
    return new DistributionCatalog(client(), registry.host(), new Pace(10, waits::add));
  }

  private static ScriptedRegistry.Answer json(String body, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  @Test
  void harborIsGoneThroughProjectByProject() throws IOException {
    registry.next(
        "/api/v2.0/projects",
        json("[{\"name\":\"shop\"}]"),
        json("[{\"name\":\"empty\"}]"),
        json("[]"));
    registry.always(
        "/api/v2.0/projects/shop/repositories",
        json("[{\"name\":\"shop/api/v2\"},{\"name\":\"other/api\"},{\"name\":\"shop/../x\"}]"));
    registry.always("/api/v2.0/projects/empty/repositories", json("[]"));

    NamePage first = harbor().repositories(null);
    NamePage second = harbor().repositories(first.next());
    NamePage third = harbor().repositories(second.next());

    assertThat(first.names()).containsExactly("shop/api/v2");
    assertThat(first.malformed()).isEqualTo(2);
    assertThat(second.names()).isEmpty();
    assertThat(third.next()).isNull();
    assertThat(registry.authorizations()).allMatch(each -> each.startsWith("Basic "));
  }

  @Test
  void harborTellsDigestsOfTagsAndTheirParts() throws IOException {
    registry.always(
        "/api/v2.0/projects/shop/repositories/api%2Fv2/artifacts",
        json(
            """
            [{"digest": "%s", "type": "IMAGE", "tags": [{"name": "1"}, {"name": "latest"}],
              "references": [
                {"child_digest": "%s", "platform": {"os": "linux", "architecture": "amd64"}},
                {"child_digest": "%s", "platform": {"os": "unknown"}}]},
             {"digest": "%s", "type": "CHART", "tags": [{"name": "chart"}]},
             {"digest": "%s", "type": "IMAGE", "tags": null},
             {"digest": "nonsense", "type": "IMAGE", "tags": [{"name": "bad"}]}]
            """
                .formatted(DIGEST, PART, DIGEST, DIGEST, DIGEST)));

    ImagePage page = harbor().images("shop/api/v2", null);

    Digest digest = Digest.parse(DIGEST);
    assertThat(page.images())
        .containsExactly(
            new ListedImage("1", digest, List.of(Digest.parse(PART)), true),
            new ListedImage("latest", digest, List.of(Digest.parse(PART)), true),
            new ListedImage("chart", digest, List.of(), false));
    assertThat(page.problems()).hasSize(1);
    assertThat(page.next()).isNull();
    assertThat(registry.requests().getFirst()).contains("/repositories/api%252Fv2/artifacts");
  }

  @Test
  void aNextPageIsAskedForAtTheRegistryItself() throws IOException {
    registry.next(
        "/v2/_catalog",
        json(
            "{\"repositories\":[\"a\",\"B AD\"]}",
            "Link",
            "<http://elsewhere.example.com/v2/_catalog?last=a&n=1>; rel=\"next\""),
        json("{\"repositories\":[\"b\"]}"));

    NamePage first = distribution().repositories(null);
    NamePage second = distribution().repositories(first.next());

    assertThat(first.names()).containsExactly("a");
    assertThat(first.malformed()).isEqualTo(1);
    assertThat(second.names()).containsExactly("b");
    assertThat(second.next()).isNull();
    assertThat(registry.requests()).contains("/v2/_catalog?last=a&n=1");
  }

  @Test
  void aListThatGoesOnWithoutNamesEnds() throws IOException {
    registry.always(
        "/v2/_catalog",
        json("{\"repositories\":[]}", "Link", "</v2/_catalog?last=a&n=1>; rel=\"next\""));

    assertThat(distribution().repositories(null).next()).isNull();
  }

  @Test
  void aNextPageThatIsNoAddressIsRefused() {
    registry.always(
        "/v2/_catalog",
        json("{\"repositories\":[\"a\"]}", "Link", "</v2/_catalog?last=a b>; rel=\"next\""));

    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(() -> distribution().repositories(null))
        .withMessageContaining("next page");
  }

  @Test
  void aRegistryWithoutAListSaysSo() {
    assertThatExceptionOfType(ImageException.class)
        .isThrownBy(() -> distribution().repositories(null))
        .withMessageContaining("/v2/_catalog")
        .withMessageContaining("answered 404");
  }

  @Test
  void requestsKeepTheirPace() throws IOException {
    registry.always("/v2/_catalog", json("{\"repositories\":[\"a\"]}"));
    Catalog catalog = distribution();
    for (int i = 0; i < 4; i++) {
      catalog.repositories(null);
    }
    // Nothing really waits here, so that what is to be waited for adds up.
    assertThat(waits).hasSize(3);
    assertThat(waits.getLast()).isBetween(Duration.ofMillis(1), Duration.ofMillis(300));
  }
}
