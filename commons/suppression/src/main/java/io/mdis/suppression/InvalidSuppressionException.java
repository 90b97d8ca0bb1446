package io.mdis.suppression;

/** An entry that can't be used; the message names the field and says what to write instead. */
public final class InvalidSuppressionException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String field;

  InvalidSuppressionException(String field, String message) {
    super(field + ": " + message);
    this.field = field;
  }

  /** The field at fault, as files and the API name it. */
  public String field() {
    return field;
  }
}
