package io.mdis.suppression;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an entry says of a flaw in its scope. All but ACCEPTED are the statuses of VEX (CISA,
 * "Minimum Requirements for VEX", 2023, section 2.4).
 */
public enum SuppressionStatus {
  /** It is there, and somebody lives with it. */
  ACCEPTED(true),
  /** It can't be exploited, or isn't there at all. */
  NOT_AFFECTED(true),
  /** This version has a fix, whatever its number says. */
  FIXED(true),
  /** It is there. Suppresses nothing. */
  AFFECTED(false),
  /** Nobody knows yet. Suppresses nothing. */
  UNDER_INVESTIGATION(false);

  private final boolean suppresses;

  SuppressionStatus(boolean suppresses) {
    this.suppresses = suppresses;
  }

  /** Whether a finding in the entry's scope isn't counted. */
  public boolean suppresses() {
    return suppresses;
  }

  /** As files and the API write it: {@code not_affected}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status of a label; empty when there is no such status. */
  public static Optional<SuppressionStatus> of(String label) {
    return Arrays.stream(values()).filter(status -> status.label().equals(label)).findFirst();
  }

  /** Every label, for messages. */
  public static String labels() {
    return Arrays.stream(values()).map(SuppressionStatus::label).collect(Collectors.joining(", "));
  }
}
