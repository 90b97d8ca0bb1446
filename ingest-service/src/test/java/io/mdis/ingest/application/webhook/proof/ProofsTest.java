package io.mdis.ingest.application.webhook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.ingest.application.webhook.WebhookAdapter;
import io.mdis.ingest.application.webhook.WebhookRequest;
import io.mdis.ingest.application.webhook.registry.ArtifactoryAdapter;
import io.mdis.ingest.application.webhook.registry.DockerHubAdapter;
import io.mdis.ingest.application.webhook.registry.GitHubAdapter;
import io.mdis.ingest.application.webhook.registry.GiteaAdapter;
import io.mdis.ingest.application.webhook.registry.NexusAdapter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each product's signed deliveries, and the same with a byte, a header or the secret changed. */
class ProofsTest {

  private static final String SECRET = "It's a Secret to Everybody";
  private static final String BODY = "Hello, World!";

  @Test
  void agreesWithGitHubsPublishedExample() {
    // GitHub Docs, "Validating webhook deliveries", "Testing the webhook payload validation".
    Map<String, String> headers =
        Map.of(
            "x-hub-signature-256",
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");

    assertThat(given(new GitHubAdapter(), headers, BODY)).isTrue();
  }

  static Stream<Arguments> signed() throws Exception {
    String json = "{\"a\" : 1}";
    String form = "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
    String formType = "application/x-www-form-urlencoded";
    return Stream.of(
        signed(new GitHubAdapter(), "X-Hub-Signature-256", "sha256=", "HmacSHA256", json, json, ""),
        signed(
            new GitHubAdapter(),
            "X-Hub-Signature-256",
            "sha256=",
            "HmacSHA256",
            form,
            form,
            formType),
        signed(new GiteaAdapter(), "X-Gitea-Signature", "", "HmacSHA256", json, json, ""),
        signed(new GiteaAdapter(), "X-Forgejo-Signature", "", "HmacSHA256", json, form, formType),
        signed(new NexusAdapter(), "X-Nexus-Webhook-Signature", "", "HmacSHA1", json, json, ""),
        signed(
            new NexusAdapter(), "X-Nexus-Webhook-Signature", "", "HmacSHA1", "{\"a\":1}", json, ""),
        signed(new ArtifactoryAdapter(), "X-JFrog-Event-Auth", "", "HmacSHA256", json, json, ""),
        Arguments.of(new ArtifactoryAdapter(), "X-JFrog-Event-Auth", SECRET, null, ""));
  }

  private static Arguments signed(
      WebhookAdapter adapter,
      String header,
      String prefix,
      String algorithm,
      String part,
      String body,
      String type)
      throws Exception {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), algorithm));
    String signature =
        prefix + HexFormat.of().formatHex(mac.doFinal(part.getBytes(StandardCharsets.UTF_8)));
    return Arguments.of(adapter, header, signature, body, type);
  }

  @ParameterizedTest
  @MethodSource("signed")
  void aSignatureCountsForItsBodyAndSecretOnly(
      WebhookAdapter adapter, String header, String signature, String body, String type) {
    String sent = body == null ? BODY : body;
    Map<String, String> headers = Map.of(header, signature, "Content-Type", type);

    assertThat(given(adapter, headers, sent)).as("as sent").isTrue();
    assertThat(adapter.proof().isGiven(request(headers, sent), SECRET + "x")).isFalse();
    if (body != null) {
      assertThat(given(adapter, headers, sent.replace('1', '2'))).as("body changed").isFalse();
    }
    for (String other :
        new String[] {"", "sha256=", signature + "0", signature.substring(1), "\u0000"}) {
      assertThat(given(adapter, Map.of(header, other, "Content-Type", type), sent))
          .as("signature \"%s\"", other)
          .isFalse();
    }
    assertThat(given(adapter, Map.of("Content-Type", type), sent)).as("no header").isFalse();
  }

  @Test
  void whatCannotSignHasTheSecretInItsUrl() {
    Proof proof = new DockerHubAdapter().proof();
    byte[] body = new byte[0];

    assertThat(proof.isGiven(new WebhookRequest(Map.of(), SECRET, body), SECRET)).isTrue();
    assertThat(proof.isGiven(new WebhookRequest(Map.of(), "other", body), SECRET)).isFalse();
    assertThat(proof.isGiven(new WebhookRequest(Map.of(), null, body), SECRET)).isFalse();
  }

  private static boolean given(WebhookAdapter adapter, Map<String, String> headers, String body) {
    return adapter.proof().isGiven(request(headers, body), SECRET);
  }

  private static WebhookRequest request(Map<String, String> headers, String body) {
    return new WebhookRequest(headers, null, body.getBytes(StandardCharsets.UTF_8));
  }
}
