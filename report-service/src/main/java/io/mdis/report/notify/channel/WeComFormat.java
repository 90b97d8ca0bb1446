package io.mdis.report.notify.channel;

import io.mdis.report.notify.DeliveryException;
import io.mdis.report.notify.Notification;
import io.mdis.report.notify.Wording;
import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * Group robots of WeCom, as plain text of 2,048 bytes at most ("Group robot configuration"). Their
 * only secret is the key in the address.
 */
public final class WeComFormat implements WebhookFormat {
  private static final int LONGEST = 2_048;
  private final Wording wording;

  /** In the given words. */
  public WeComFormat(Wording wording) {
    this.wording = wording;
  }

  @Override
  public WebhookMessage message(Notification notification, URI address, Instant now) {
    Map<String, Object> body =
        Map.of(
            "msgtype",
            "text",
            "text",
            Map.of("content", Wording.cut(wording.text(notification), LONGEST)));
    return WebhookMessage.of(address, body);
  }

  @Override
  public void check(byte[] answer) throws DeliveryException {
    StatusAnswer.check(answer, "errcode");
  }
}
