package io.mdis.ingest.application.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mdis.contracts.ImageEvent;
import io.mdis.ingest.application.PushedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptersTest {

  private static final String DIGEST = "sha256:" + "a".repeat(64);

  @ParameterizedTest
  @CsvSource({
    "harbor-push, PUSH, harbor.example.com/shop/cart/api:1.4.2",
    "harbor-cloudevent, PUSH, harbor.example.com/shop/cart/api:1.4.2",
    "harbor-untagged, PUSH, harbor.example.com/shop/cart/api",
    "harbor-delete, DELETE, harbor.example.com/shop/cart/api:1.4.2",
    "distribution-push, PUSH, reg.example.com/shop/api:1.4.2",
    "distribution-no-host, PUSH, reg.example.com/shop/api:1.4.2",
    "distribution-delete, DELETE, reg.example.com/shop/api",
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
    "harbor-pull, PULL_ARTIFACT",
    "harbor-signature, signature",
    "distribution-blob, octet-stream",
  })
  void ignoresWhatIsNoImageAndSaysWhy(String sample, String reason) throws Exception {
    Delivery delivery = read(sample);

    assertThat(delivery.images()).isEmpty();
    assertThat(delivery.ignored()).singleElement().asString().contains(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "harbor-digest-number, event_data.resources[0].digest",
    "harbor-url-scheme, event_data.resources[0].resource_url",
    "harbor-resources-object, event_data.resources",
    "harbor-repository-dots, event_data.resources[0].resource_url",
  })
  void namesTheFieldAtFault(String sample, String field) {
    assertThatExceptionOfType(PayloadException.class)
        .isThrownBy(() -> read(sample))
        .satisfies(e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void anUnreadableDistributionEventDoesNotHideTheOthers() throws Exception {
    assertThat(read("distribution-delete").ignored())
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

  private static Delivery read(String sample) throws IOException, PayloadException {
    WebhookAdapter adapter =
        sample.startsWith("harbor") ? new HarborAdapter() : new DistributionAdapter();
    try (InputStream in = AdaptersTest.class.getResourceAsStream("/webhooks/" + sample + ".json")) {
      return adapter.read(new PayloadParser().parse(in.readAllBytes()));
    }
  }
}
