package io.mdis.trust.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Name of a host, which is the subject of its certificate: letters, digits, dots and dashes in
 * lower case, as in RFC 1123, at most 253 of them.
 *
 * @param value such as {@code node-7.example.org}
 */
public record HostName(String value) {
  private static final int LONGEST = 253;
  private static final int LONGEST_LABEL = 63;

  /** Checks it; throws IllegalArgumentException. */
  public HostName {
    if (value == null || value.length() > LONGEST) {
      throw new IllegalArgumentException("a host name has 1 to " + LONGEST + " characters");
    }
    for (String label : value.split("\\.", -1)) {
      if (!isLabel(label)) {
        throw new IllegalArgumentException(
            "\"" + value.replaceAll("[^ -~]", "?") + "\" is no host name in lower case (RFC 1123)");
      }
    }
  }

  /** From text; throws IllegalArgumentException. */
  @JsonCreator
  public static HostName of(String text) {
    return new HostName(text);
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }

  private static boolean isLabel(String label) {
    return !label.isEmpty()
        && label.length() <= LONGEST_LABEL
        && label.charAt(0) != '-'
        && label.charAt(label.length() - 1) != '-'
        && label
            .chars()
            .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-');
  }
}
