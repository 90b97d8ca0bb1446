package io.mdis.rules;

/** Rules that are not what they should be; the message names file, rule and what to do. */
public final class InvalidRulesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** All that is wrong, a line each. */
  public InvalidRulesException(String message) {
    super(message);
  }

  InvalidRulesException(String message, Throwable cause) {
    super(message, cause);
  }
}
