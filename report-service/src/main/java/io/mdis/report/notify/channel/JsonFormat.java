package io.mdis.report.notify.channel;

import io.mdis.messaging.JsonCodec;
import io.mdis.report.alert.AlertBody;
import io.mdis.report.notify.Notification;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Our own form. {@code MDIS-Signature: t=SECONDS,v1=HEX} is the HMAC-SHA256, with the shared
 * secret, of the seconds, a dot and the body; {@code MDIS-Delivery} is the same whenever a message
 * comes again.
 */
public final class JsonFormat implements WebhookFormat {
  private final Optional<String> secret;

  /** Signed with the secret, if there is one. */
  public JsonFormat(Optional<String> secret) {
    this.secret = secret;
  }

  /**
   * The body.
   *
   * @param version of this form
   * @param id of the notification
   * @param at when it was put together, UTC
   * @param test whether somebody only tries the receiver
   * @param alerts what it tells
   */
  public record Body(int version, String id, Instant at, boolean test, List<AlertBody> alerts) {
    /** Copies what it is given. */
    public Body {
      alerts = List.copyOf(alerts);
    }
  }

  @Override
  public WebhookMessage message(Notification notification, URI address, Instant now) {
    byte[] body =
        JsonCodec.encode(
            new Body(
                1,
                notification.id(),
                notification.at(),
                notification.test(),
                notification.alerts().stream().map(AlertBody::of).toList()));
    Map<String, String> headers = new TreeMap<>();
    headers.put("MDIS-Delivery", notification.id());
    secret.ifPresent(key -> headers.put("MDIS-Signature", signature(key, now, body)));
    return new WebhookMessage(address, headers, new String(body, StandardCharsets.UTF_8));
  }

  static String signature(String key, Instant now, byte[] body) {
    long seconds = now.getEpochSecond();
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes((seconds + ".").getBytes(StandardCharsets.UTF_8));
    signed.writeBytes(body);
    return "t="
        + seconds
        + ",v1="
        + HexFormat.of().formatHex(Signature.of(key, signed.toByteArray()));
  }
}
