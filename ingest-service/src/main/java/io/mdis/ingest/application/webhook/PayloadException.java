package io.mdis.ingest.application.webhook;

/** A body that is not what its sender documents. */
public final class PayloadException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * Names what is wrong.
   *
   * @param field JSON path such as {@code event_data.resources[0].digest}; {@code $} for the body
   */
  public PayloadException(String field, String message) {
    super(message);
    this.field = field;
  }

  /** Path of the field in the JSON. */
  public String field() {
    return field;
  }
}
