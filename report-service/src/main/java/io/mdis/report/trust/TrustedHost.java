package io.mdis.report.trust;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A host with an agent.
 *
 * @param name of it
 * @param enrolledAt UTC
 * @param lastReportAt empty when it never reported
 * @param revokedAt empty when it may still speak
 * @param certificateUntil when its last certificate ends; empty when it has none
 */
public record TrustedHost(
    String name,
    Instant enrolledAt,
    Optional<Instant> lastReportAt,
    Optional<Instant> revokedAt,
    Optional<Instant> certificateUntil) {
  /** Agents report more often than this. */
  private static final Duration SILENCE = Duration.ofMinutes(30);

  /** Whether it should speak and has not for a while. */
  public boolean silent(Instant now) {
    return revokedAt.isEmpty() && lastReportAt.orElse(enrolledAt).plus(SILENCE).isBefore(now);
  }
}
