package io.mdis.ingest.application.webhook.proof;

import io.mdis.ingest.application.webhook.WebhookRequest;

/**
 * The secret as the last part of the URL: all that senders can do that neither sign nor send a
 * header of one's choice (Docker Hub, Quay).
 */
public record PathProof() implements Proof {

  @Override
  public boolean isGiven(WebhookRequest request, String secret) {
    return request.pathSecret() != null && Proof.same(secret, request.pathSecret());
  }
}
