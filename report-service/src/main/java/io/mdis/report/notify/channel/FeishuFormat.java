package io.mdis.report.notify.channel;

import io.mdis.report.notify.DeliveryException;
import io.mdis.report.notify.Notification;
import io.mdis.report.notify.Wording;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Custom bots of Feishu and Lark: a {@code post} of plain text runs. With a secret, the body gets
 * {@code timestamp} (seconds) and {@code sign}: Base64 of the HMAC-SHA256 of nothing, keyed with
 * timestamp, line feed and secret ("Use bots in groups", signature verification). A message has 20
 * KB at most.
 */
public final class FeishuFormat implements WebhookFormat {
  private static final int LONGEST_LINE = 700;
  private final Wording wording;
  private final Optional<String> secret;

  /** In the given words, signed with the secret, if there is one. */
  public FeishuFormat(Wording wording, Optional<String> secret) {
    this.wording = wording;
    this.secret = secret;
  }

  @Override
  public WebhookMessage message(Notification notification, URI address, Instant now) {
    List<List<Map<String, String>>> paragraphs =
        wording.lines(notification).stream()
            .map(line -> List.of(Map.of("tag", "text", "text", Wording.cut(line, LONGEST_LINE))))
            .toList();
    Map<String, Object> post = Map.of("title", wording.title(notification), "content", paragraphs);
    Map<String, Object> body = new TreeMap<>();
    body.put("msg_type", "post");
    body.put("content", Map.of("post", Map.of("en_us", post, "zh_cn", post)));
    secret.ifPresent(
        key -> {
          String timestamp = String.valueOf(now.getEpochSecond());
          body.put("timestamp", timestamp);
          body.put(
              "sign",
              Base64.getEncoder()
                  .encodeToString(Signature.of(timestamp + "\n" + key, new byte[0])));
        });
    return WebhookMessage.of(address, body);
  }

  @Override
  public void check(byte[] answer) throws DeliveryException {
    StatusAnswer.check(answer, "code", "StatusCode"); // older ones have the second alone
  }
}
