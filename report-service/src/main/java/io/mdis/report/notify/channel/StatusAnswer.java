package io.mdis.report.notify.channel;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.messaging.JsonCodec;
import io.mdis.report.notify.DeliveryException;
import java.io.IOException;
import java.time.Duration;

/** Answers of products that say 200 to everything, and in the body whether they took it. */
final class StatusAnswer {
  private static final int TOO_MANY = 130101; // DingTalk, 20 messages a minute
  private static final int TOO_FREQUENT = 45009; // WeCom, 20 messages a minute
  private static final int RATE_LIMITED = 11232; // Feishu, 100 messages a minute
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private StatusAnswer() {}

  /**
   * Nothing when the field is 0, of several the first that is there. The answer's words are not
   * kept: they may repeat secrets.
   */
  static void check(byte[] answer, String... fields) throws DeliveryException {
    JsonNode code = null;
    try {
      JsonNode body = JsonCodec.decode(answer, JsonNode.class);
      for (int i = 0; code == null && i < fields.length; i++) {
        code = body.get(fields[i]);
      }
    } catch (IOException e) {
      throw DeliveryException.away("its answer is no JSON, so perhaps it isn't that product");
    }
    if (code == null || !code.isInt()) {
      throw DeliveryException.away(
          "its answer has no number in \"" + fields[0] + "\", so perhaps it isn't that product");
    }
    switch (code.intValue()) {
      case 0 -> {}
      case TOO_MANY, TOO_FREQUENT, RATE_LIMITED ->
          throw DeliveryException.busy("it takes no more for a while", MINUTE);
      default ->
          throw DeliveryException.away(
              "it refused with "
                  + fields[0]
                  + " "
                  + code.intValue()
                  + ": see the product's own list");
    }
  }
}
