package io.mdis.ingest.application.webhook.proof;

import io.mdis.ingest.application.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** What shows that a sender knows a secret. */
@FunctionalInterface
public interface Proof {

  /** Whether the request shows it; never for a request without any proof. */
  boolean isGiven(WebhookRequest request, String secret);

  /** Compares in the same time for every text of that length. */
  static boolean same(String expected, String presented) {
    return MessageDigest.isEqual(
        expected.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }
}
