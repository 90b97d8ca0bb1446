package io.mdis.report.notify.channel;

import io.mdis.messaging.JsonCodec;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is sent to a webhook.
 *
 * @param address with what the signature adds
 * @param headers beside the content type, which is JSON
 * @param body JSON
 */
record WebhookMessage(URI address, Map<String, String> headers, String body) {

  /** Without headers of its own, of what becomes JSON. */
  static WebhookMessage of(URI address, Object body) {
    return new WebhookMessage(
        address, Map.of(), new String(JsonCodec.encode(body), StandardCharsets.UTF_8));
  }
}
