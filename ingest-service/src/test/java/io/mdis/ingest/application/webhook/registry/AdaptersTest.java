package io.mdis.ingest.application.webhook.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mdis.contracts.ImageEvent;
import io.mdis.ingest.application.PushedImage;
import io.mdis.ingest.application.webhook.Delivery;
import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadParser;
import io.mdis.ingest.application.webhook.RegistryTemplate;
import io.mdis.ingest.application.webhook.WebhookAdapter;
import io.mdis.ingest.application.webhook.WebhookMessage;
import io.mdis.ingest.application.webhook.WebhookRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptersTest {

  private static final List<WebhookAdapter> ADAPTERS =
      List.of(
          new HarborAdapter(),
          new DistributionAdapter(),
          new DockerHubAdapter(),
          new QuayAdapter(),
          new AzureAdapter(),
          new EcrAdapter(),
          new GoogleAdapter(),
          new GitHubAdapter(),
          new ArtifactoryAdapter(),
          new NexusAdapter(),
          new GiteaAdapter(),
          new CloudEventsAdapter());

  private static final String DIGEST = "sha256:" + "a".repeat(64);

  @ParameterizedTest
  @CsvSource({
    "harbor/push, PUSH, harbor.example.com/shop/cart/api:1.4.2",
    "harbor/cloudevent, PUSH, harbor.example.com/shop/cart/api:1.4.2",
    "harbor/untagged, PUSH, harbor.example.com/shop/cart/api",
    "harbor/delete, DELETE, harbor.example.com/shop/cart/api:1.4.2",
    "distribution/push, PUSH, reg.example.com/shop/api:1.4.2",
    "distribution/no-host, PUSH, reg.example.com/shop/api:1.4.2",
    "distribution/delete, DELETE, reg.example.com/shop/api",
    "acr/push, PUSH, shop.azurecr.io/shop/api:1.4.2",
    "acr/delete, DELETE, shop.azurecr.io/shop/api",
    "ecr/push, PUSH, 111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/api:1.4.2",
    "ecr/delete, DELETE, 111122223333.dkr.ecr.eu-west-1.amazonaws.com/shop/api:1.4.2",
    "ecr/china, PUSH, 111122223333.dkr.ecr.cn-north-1.amazonaws.com.cn/shop/api",
    "google/push, PUSH, europe-docker.pkg.dev/p/r/api:1.4.2",
    "google/untagged, PUSH, europe-docker.pkg.dev/p/r/api",
    "google/unwrapped, DELETE, europe-docker.pkg.dev/p/r/api",
    "github/registry-package, PUSH, ghcr.io/shop/api:1.4.2",
    "github/package, PUSH, ghcr.io/shop/api",
    "artifactory/push, PUSH, shop.jfrog.io/docker-local/shop/api:1.4.2",
    "artifactory/flat, DELETE, shop.jfrog.io/docker-remote/shop/api:1.4.2",
    "gitea/by-digest, PUSH, git.example.com/shop/api",
    "cloudevents/structured, PUSH, reg.example.com/shop/api:1.4.2",
    "cloudevents/binary, PUSH, reg.example.com/shop/api:1.4.2",
    "cloudevents/cdevent, PUSH, reg.example.com/shop/api:1.4.2",
  })
  void readsImages(String sample, ImageEvent.Kind kind, String reference) throws Exception {
    Delivery delivery = read(sample);

    assertThat(delivery.images())
        .singleElement()
        .satisfies(image -> assertThat(image.kind()).isEqualTo(kind))
        .extracting(PushedImage::reference)
        .isEqualTo(reference + "@" + DIGEST);
  }

  @ParameterizedTest
  @CsvSource({
    "docker-hub/push, PUSH, docker.io/shop/api:1.4.2",
    "quay/push, PUSH, quay.io/shop/api:1.4.2",
    "quay/tag-map, PUSH, quay.io/shop/api:1.4.2",
    "google/tag-only, PUSH, europe-docker.pkg.dev/p/r/api:1.4.2",
    "github/digests-differ, PUSH, ghcr.io/shop/api:1.4.2",
    "nexus/push, PUSH, nexus.example.com:8083/shop/api:1.4.2",
    "nexus/delete, DELETE, nexus.example.com:8083/shop/api:1.4.2",
    "gitea/push, PUSH, git.example.com/shop/api:1.4.2",
    "gitea/delete, DELETE, git.example.com/shop/api:1.4.2",
  })
  void readsATagWhoseDigestIsToBeResolved(String sample, ImageEvent.Kind kind, String reference)
      throws Exception {
    assertThat(read(sample).images())
        .singleElement()
        .satisfies(image -> assertThat(image.kind()).isEqualTo(kind))
        .extracting(PushedImage::reference)
        .isEqualTo(reference);
  }

  @ParameterizedTest
  @CsvSource({
    "docker-local, docker.example.com/{repo}, docker.example.com/docker-local/shop/api",
    "docker-local, {repo}.example.com, docker-local.example.com/shop/api",
    "docker-local, example.com:8081, example.com:8081/shop/api",
  })
  void aTemplateSaysWhereAProductsRepositoriesAnswer(String repo, String text, String expected) {
    RegistryTemplate.Place place = new RegistryTemplate(text).place(repo, "shop/api");

    assertThat(place.registry() + "/" + place.repository()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "harbor/pull, PULL_ARTIFACT",
    "harbor/signature, signature",
    "distribution/blob, octet-stream",
    "quay/vulnerability, updated_tags",
    "acr/ping, ping",
    "acr/chart, helm",
    "ecr/failure, FAILURE",
    "ecr/scan, ECR Image Scan",
    "github/npm, no container image",
    "github/ping, ping",
    "artifactory/overwritten, tagOverwritten",
    "nexus/maven, maven2",
    "nexus/asset, components",
    "gitea/npm, npm",
    "cloudevents/other, com.example.built",
  })
  void ignoresWhatIsNoImageAndSaysWhy(String sample, String reason) throws Exception {
    Delivery delivery = read(sample);

    assertThat(delivery.images()).isEmpty();
    assertThat(delivery.ignored()).singleElement().asString().contains(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "harbor/digest-number, event_data.resources[0].digest",
    "harbor/url-scheme, event_data.resources[0].resource_url",
    "harbor/resources-object, event_data.resources",
    "harbor/repository-dots, event_data.resources[0].resource_url",
    "docker-hub/no-tag, push_data.tag",
    "quay/other-host, docker_url",
    "ecr/account-path, detail",
    "google/no-base64, message.data",
    "artifactory/no-origin, jpd_origin",
    "cloudevents/cdevent-npm, data.subject.id",
  })
  void namesTheFieldAtFault(String sample, String field) {
    assertThatExceptionOfType(PayloadException.class)
        .isThrownBy(() -> read(sample))
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void anUnreadableDistributionEventDoesNotHideTheOthers() throws Exception {
    assertThat(read("distribution/delete").ignored())
        .containsExactly(
            "events[1].target names neither tag nor digest",
            "events[2].action must be a text, is number");
  }

  @ParameterizedTest
  @CsvSource({"''", "[]", "null", "{", "17", "'{\"a\":1,\"a\":2}'", "'{} {}'"})
  void refusesWhatIsNoJsonObject(String body) {
    assertThatExceptionOfType(PayloadException.class)
        .isThrownBy(() -> new PayloadParser().parse(body.getBytes(StandardCharsets.UTF_8)))
        .satisfies(e -> assertThat(e.field()).isEqualTo("$"));
  }

  @Test
  void refusesDeepNesting() {
    byte[] deep = ("{\"a\":" + "[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);

    assertThatExceptionOfType(PayloadException.class)
        .isThrownBy(() -> new PayloadParser().parse(deep))
        .withMessageContaining("nesting depth");
  }

  @Test
  void refusesWhatCameThroughSns() throws Exception {
    assertThatExceptionOfType(PayloadException.class)
        .isThrownBy(() -> read("ecr/push", Map.of("x-amz-sns-message-type", "Notification")))
        .withMessageContaining("API destination");
  }

  @Test
  void everyKindHasOneAdapter() {
    assertThat(ADAPTERS.stream().flatMap(adapter -> adapter.kinds().stream()))
        .doesNotHaveDuplicates()
        .hasSize(14);
  }

  private static Delivery read(String sample) throws IOException, PayloadException {
    Map<String, String> headers =
        switch (sample) {
          case "github/ping" -> Map.of("X-GitHub-Event", "ping");
          case "github/registry-package" -> Map.of("X-GitHub-Event", "registry_package");
          case "cloudevents/binary" -> Map.of("ce-type", "io.mdis.image.pushed");
          default -> Map.of("X-GitHub-Event", "package", "X-Gitea-Event", "package");
        };
    return read(sample, headers);
  }

  private static Delivery read(String sample, Map<String, String> headers)
      throws IOException, PayloadException {
    String kind = sample.substring(0, sample.indexOf('/'));
    WebhookAdapter adapter =
        ADAPTERS.stream().filter(each -> each.kinds().contains(kind)).findFirst().orElseThrow();
    Optional<RegistryTemplate> registry =
        kind.equals("nexus")
            ? Optional.of(new RegistryTemplate("nexus.example.com:8083"))
            : Optional.empty();
    try (InputStream in = AdaptersTest.class.getResourceAsStream("/webhooks/" + sample + ".json")) {
      WebhookRequest request = new WebhookRequest(headers, null, in.readAllBytes());
      return adapter.read(
          new WebhookMessage(request, new PayloadParser().parse(request.json()), registry));
    }
  }
}
