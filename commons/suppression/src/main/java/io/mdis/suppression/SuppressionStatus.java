package io.mdis.suppression;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an entry says of a finding in its scope: the kind of its reason. NOT_AFFECTED, FIXED,
 * AFFECTED and UNDER_INVESTIGATION are the statuses of VEX (CISA, "Minimum Requirements for VEX",
 * 2023, section 2.4).
 */
public enum SuppressionStatus {
  /** It is there, and somebody lives with it. */
  ACCEPTED(true),
  /** The finding is wrong: the file is no malware, the text no secret. */
  FALSE_POSITIVE(true),
  /** The secret is one, and no longer opens anything. */
  REVOKED(true),
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

  /** For people: {@code not affected}. */
  public String words() {
    return label().replace('_', ' ');
  }

  /** The status of a label, in any case; empty when there is no such status. */
  public static Optional<SuppressionStatus> of(String label) {
    return Arrays.stream(values())
        .filter(status -> status.label().equalsIgnoreCase(label))
        .findFirst();
  }

  /** Every label, for messages. */
  public static String labels() {
    return Arrays.stream(values()).map(SuppressionStatus::label).collect(Collectors.joining(", "));
  }
}
