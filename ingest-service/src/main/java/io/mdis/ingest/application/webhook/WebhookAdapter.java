package io.mdis.ingest.application.webhook;

/** Understands the webhooks of one registry product. */
public interface WebhookAdapter {

  /** Name of the product, as {@code mdis.ingest.sources."name".kind} gives it. */
  String kind();

  /**
   * Reads one authentic delivery.
   *
   * @param payload the parsed body
   * @throws PayloadException if a field is missing or of the wrong kind
   */
  Delivery read(PayloadField payload) throws PayloadException;

  /**
   * Whether a delivery that can't be understood is answered with success, because this sender would
   * send it again for ever and hold back all later ones.
   */
  default boolean acceptsMalformed() {
    return false;
  }
}
