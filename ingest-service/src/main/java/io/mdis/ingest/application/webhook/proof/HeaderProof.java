package io.mdis.ingest.application.webhook.proof;

import io.mdis.ingest.application.webhook.WebhookRequest;

/**
 * The secret itself in a header.
 *
 * @param header its name
 */
public record HeaderProof(String header) implements Proof {

  @Override
  public boolean isGiven(WebhookRequest request, String secret) {
    return request.header(header).map(value -> Proof.same(secret, value)).orElse(false);
  }
}
