package io.mdis.report.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.contracts.Severity;
import io.mdis.report.Seed;
import io.mdis.report.alert.Alert;
import io.mdis.report.alert.AlertMessages;
import io.mdis.report.notify.DeliveryException;
import io.mdis.report.notify.Notification;
import io.mdis.report.notify.Wording;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookChannelTest {
  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
  private static final Wording WORDING = new Wording(Optional.of("https://mdis.example"));
  private static final Notification NOTIFICATION =
      new Notification(
          "n1",
          NOW,
          false,
          List.of(
              Alert.of(AlertMessages.found(Seed.digest(1), "CVE-2026-1", Severity.HIGH, NOW)),
              Alert.of(AlertMessages.tampered(Seed.digest(1), "<!channel>&\nhost", NOW))));

  private TestReceiver receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = new TestReceiver();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void ourOwnFormIsSignedOverTimeAndBody() throws Exception {
    send(new JsonFormat(Optional.of("s3cret")));
    TestReceiver.Request got = receiver.requests().getFirst();
    JsonNode body = new ObjectMapper().readTree(got.body());
    assertThat(body.at("/id").asText()).isEqualTo("n1").isEqualTo(got.header("Mdis-delivery"));
    assertThat(body.at("/alerts/0/kind").asText()).isEqualTo("trust.tampered");
    assertThat(body.at("/alerts/0/evidence/expected").asText()).isEqualTo("sha384:aa");
    assertThat(body.at("/alerts/1/finding").asText()).isEqualTo("CVE-2026-1");
    String seconds = String.valueOf(NOW.getEpochSecond());
    String expected = HexFormat.of().formatHex(hmac("s3cret", seconds + "." + got.body()));
    assertThat(got.header("Mdis-signature")).isEqualTo("t=" + seconds + ",v1=" + expected);
    assertThat(got.header("Content-type")).startsWith("application/json");
  }

  @Test
  void withoutASecretNothingIsSigned() throws Exception {
    send(new JsonFormat(Optional.empty()));
    assertThat(receiver.requests().getFirst().headers()).doesNotContainKey("Mdis-signature");
  }

  @Test
  void slackIsCalledByNobody() throws Exception {
    send(new SlackFormat(WORDING));
    JsonNode body = new ObjectMapper().readTree(receiver.requests().getFirst().body());
    assertThat(body.at("/text").asText()).isEqualTo("MDIS: 2 alerts, worst HIGH");
    assertThat(body.at("/blocks/1/text/text").asText())
        .contains("&lt;!channel&gt;&amp; host")
        .doesNotContain("<", "\n");
    assertThat(body.at("/blocks/3/text/text").asText()).isEqualTo("https://mdis.example/ui/alerts");
  }

  @Test
  void teamsGetsACardOfPlainText() throws Exception {
    send(new TeamsFormat(WORDING));
    JsonNode body = new ObjectMapper().readTree(receiver.requests().getFirst().body());
    JsonNode card = body.at("/attachments/0/content");
    assertThat(body.at("/attachments/0/contentType").asText())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    assertThat(card.at("/type").asText()).isEqualTo("AdaptiveCard");
    assertThat(card.at("/body/1/type").asText()).isEqualTo("RichTextBlock");
    assertThat(card.at("/body/2/inlines/0/text").asText()).contains("CVE-2026-1");
  }

  @Test
  void dingTalkIsSignedInTheAddress() throws Exception {
    send(new DingTalkFormat(WORDING, Optional.of("SECx")));
    TestReceiver.Request got = receiver.requests().getFirst();
    String timestamp = String.valueOf(NOW.toEpochMilli());
    String sign = Base64.getEncoder().encodeToString(hmac("SECx", timestamp + "\nSECx"));
    // getQuery decodes: what arrives is what was signed
    assertThat(got.address().getQuery())
        .isEqualTo("key=topsecret&timestamp=" + timestamp + "&sign=" + sign);
    JsonNode body = new ObjectMapper().readTree(got.body());
    assertThat(body.at("/msgtype").asText()).isEqualTo("text");
    assertThat(body.at("/text/content").asText())
        .startsWith("MDIS: 2 alerts")
        .contains("CVE-2026-1");
  }

  @Test
  void feishuIsSignedInTheBody() throws Exception {
    send(new FeishuFormat(WORDING, Optional.of("SECx")));
    JsonNode body = new ObjectMapper().readTree(receiver.requests().getFirst().body());
    String timestamp = String.valueOf(NOW.getEpochSecond());
    assertThat(body.at("/timestamp").asText()).isEqualTo(timestamp);
    assertThat(body.at("/sign").asText())
        .isEqualTo(Base64.getEncoder().encodeToString(hmac(timestamp + "\nSECx", "")));
    assertThat(body.at("/content/post/zh_cn/content/1/0/text").asText()).contains("CVE-2026-1");
  }

  @Test
  void weComGetsNoMoreThanItTakes() throws Exception {
    List<Alert> many =
        IntStream.range(0, 50)
            .mapToObj(i -> Alert.of(AlertMessages.tampered(Seed.digest(1), "主机" + i, NOW)))
            .toList();
    channel(new WeComFormat(WORDING), Duration.ofSeconds(5))
        .send(new Notification("n2", NOW, false, many));
    JsonNode body = new ObjectMapper().readTree(receiver.requests().getFirst().body());
    String content = body.at("/text/content").asText();
    assertThat(content.getBytes(StandardCharsets.UTF_8).length).isBetween(1_900, 2_048);
    assertThat(content).endsWith("…").doesNotContain("\uFFFD");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 422})
  void whatIsNoMessageForItIsNotTriedAgain(int status) {
    receiver.answers(status, "");
    assertThat(failure(new SlackFormat(WORDING)).isRefused()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 500, 502})
  void whatMayPassIsTriedAgain(int status) {
    receiver.answers(status, "");
    DeliveryException failure = failure(new SlackFormat(WORDING));
    assertThat(failure.isRefused()).isFalse();
    assertThat(failure).hasMessage("it answered " + status);
  }

  @Test
  void isLeftAloneAsLongAsItAsksFor() {
    receiver.answers(429, "", Map.of("Retry-After", "120"));
    assertThat(failure(new SlackFormat(WORDING)).retryAfter()).contains(Duration.ofMinutes(2));
    receiver.answers(200, "{\"errcode\":130101}");
    assertThat(failure(new DingTalkFormat(WORDING, Optional.empty())).retryAfter())
        .contains(Duration.ofMinutes(1));
  }

  @Test
  void anAnswerThatSaysNoInItsBodyIsNoYes() {
    receiver.answers(200, "{\"errcode\":310000,\"errmsg\":\"sign not match topsecret\"}");
    assertThat(failure(new DingTalkFormat(WORDING, Optional.empty())))
        .hasMessageContaining("310000")
        .hasMessageNotContaining("topsecret");
    receiver.answers(200, "{\"code\":19021,\"msg\":\"sign match fail\"}");
    assertThat(failure(new FeishuFormat(WORDING, Optional.empty()))).hasMessageContaining("19021");
    receiver.answers(200, "<html>");
    assertThat(failure(new WeComFormat(WORDING))).hasMessageContaining("no JSON");
  }

  @Test
  void followsNoRedirect() throws IOException {
    try (TestReceiver other = new TestReceiver()) {
      receiver.answers(307, "", Map.of("Location", other.address().toString()));
      assertThat(failure(new SlackFormat(WORDING))).hasMessageContaining("redirects");
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void endsInTimeAlsoWhereTheAnswerTrickles() {
    receiver.trickles();
    DeliveryException failure =
        catchThrowableOfType(
            DeliveryException.class,
            () -> channel(new SlackFormat(WORDING), Duration.ofMillis(500)).send(NOTIFICATION));
    assertThat(failure).hasMessageContaining("no answer within");
  }

  @Test
  void readsNoEndlessAnswer() {
    receiver.answers(200, "x".repeat(100_000));
    assertThat(failure(new SlackFormat(WORDING)).isRefused()).isFalse();
  }

  @Test
  void aReceiverThatIsAwayIsNamedWithoutItsAddress() {
    receiver.close();
    assertThat(failure(new SlackFormat(WORDING)))
        .hasMessageContaining("can't be reached")
        .hasMessageNotContaining("topsecret")
        .hasNoCause();
  }

  private DeliveryException failure(WebhookFormat format) {
    return catchThrowableOfType(DeliveryException.class, () -> send(format));
  }

  private void send(WebhookFormat format) throws DeliveryException {
    channel(format, Duration.ofSeconds(5)).send(NOTIFICATION);
  }

  private WebhookChannel channel(WebhookFormat format, Duration limit) {
    URI address = receiver.address();
    return new WebhookChannel(
        WebhookChannel.client(limit), address, format, limit, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static byte[] hmac(String key, String data) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return mac.doFinal(data.getBytes(StandardCharsets.UTF_8));
  }
}
