package io.mdis.ingest.application.webhook.proof;

import io.mdis.ingest.application.webhook.WebhookRequest;
import java.util.List;

/**
 * One of several, for products whose administrators choose among them.
 *
 * @param proofs each of which is enough
 */
public record AnyProof(List<Proof> proofs) implements Proof {

  /** Copies what it is given. */
  public AnyProof {
    proofs = List.copyOf(proofs);
  }

  /** Each of which is enough. */
  public static AnyProof of(Proof... proofs) {
    return new AnyProof(List.of(proofs));
  }

  @Override
  public boolean isGiven(WebhookRequest request, String secret) {
    boolean given = false;
    for (Proof proof : proofs) {
      given |= proof.isGiven(request, secret);
    }
    return given;
  }
}
