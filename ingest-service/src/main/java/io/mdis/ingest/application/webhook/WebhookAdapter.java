package io.mdis.ingest.application.webhook;

import io.mdis.ingest.application.webhook.proof.PathProof;
import io.mdis.ingest.application.webhook.proof.Proof;
import java.util.Set;

/** Understands the webhooks of one registry product. */
public interface WebhookAdapter {

  /** Names of the product, one of which {@code mdis.ingest.sources."name".kind} gives. */
  Set<String> kinds();

  /**
   * How a delivery proves that its sender knows the source's secret. A product that signs nothing
   * and sends no header has it as the last part of the URL.
   */
  default Proof proof() {
    return new PathProof();
  }

  /**
   * Reads one authentic delivery.
   *
   * @throws PayloadException if a field is missing or of the wrong kind
   */
  Delivery read(WebhookMessage message) throws PayloadException;

  /**
   * Whether a delivery that can't be understood is answered with success, because this sender would
   * send it again for ever and hold back all later ones.
   */
  default boolean acceptsMalformed() {
    return false;
  }
}
