package io.mdis.report.notify.channel;

import io.mdis.report.notify.DeliveryException;
import io.mdis.report.notify.Notification;
import io.mdis.report.notify.Wording;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Custom robots of DingTalk, as plain text, in which nothing becomes a link or a mention. With a
 * secret, the address gets {@code timestamp} (milliseconds) and {@code sign}: Base64 of the
 * HMAC-SHA256, keyed with the secret, of timestamp, line feed and secret ("Custom robot security
 * settings"). A message has 20,000 bytes at most.
 */
public final class DingTalkFormat implements WebhookFormat {
  private static final int LONGEST = 18_000;
  private final Wording wording;
  private final Optional<String> secret;

  /** In the given words, signed with the secret, if there is one. */
  public DingTalkFormat(Wording wording, Optional<String> secret) {
    this.wording = wording;
    this.secret = secret;
  }

  @Override
  public WebhookMessage message(Notification notification, URI address, Instant now) {
    Map<String, Object> body =
        Map.of(
            "msgtype",
            "text",
            "text",
            Map.of("content", Wording.cut(wording.text(notification), LONGEST)));
    URI signed = secret.map(key -> signed(address, key, now)).orElse(address);
    return WebhookMessage.of(signed, body);
  }

  @Override
  public void check(byte[] answer) throws DeliveryException {
    StatusAnswer.check(answer, "errcode");
  }

  private static URI signed(URI address, String key, Instant now) {
    long timestamp = now.toEpochMilli();
    byte[] data = (timestamp + "\n" + key).getBytes(StandardCharsets.UTF_8);
    String sign = Base64.getEncoder().encodeToString(Signature.of(key, data));
    return URI.create(
        address
            + (address.getRawQuery() == null ? "?" : "&")
            + "timestamp="
            + timestamp
            + "&sign="
            + URLEncoder.encode(sign, StandardCharsets.UTF_8));
  }
}
