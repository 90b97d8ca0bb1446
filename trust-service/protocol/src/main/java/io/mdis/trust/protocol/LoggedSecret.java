package io.mdis.trust.protocol;

import io.mdis.contracts.Severity;
import java.util.Objects;

/**
 * A credential that a container printed, without its value.
 *
 * @param rule id of the rule that found it
 * @param title of the rule, for people
 * @param severity of it
 * @param redacted what of it may be shown
 * @param hash keyed hash of its value: 64 hexadecimal digits
 * @param time of the line as the engine kept it; may be empty
 * @param stream {@code stdout}, {@code stderr} or empty
 */
public record LoggedSecret(
    String rule,
    String title,
    Severity severity,
    String redacted,
    String hash,
    String time,
    String stream) {
  /** Most in one message. */
  public static final int MOST = 200;

  private static final int LONGEST = 500;

  /** Checks what is checked, and shortens texts to 500 characters. */
  public LoggedSecret {
    Objects.requireNonNull(severity, "severity");
    if (rule == null || !rule.matches("[a-z0-9][a-z0-9.-]{0,99}")) {
      throw new IllegalArgumentException("a rule's id has lower-case letters, digits and dashes");
    }
    if (hash == null || !hash.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("the hash of a secret has 64 hexadecimal digits");
    }
    title = shortened(title);
    redacted = shortened(redacted);
    time = shortened(time);
    stream = shortened(stream);
  }

  private static String shortened(String text) {
    if (text == null) {
      return "";
    }
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }
}
