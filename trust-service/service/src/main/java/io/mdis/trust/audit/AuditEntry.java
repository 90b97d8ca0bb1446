package io.mdis.trust.audit;

import io.mdis.measurement.Sha384;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * One entry: a signed statement.
 *
 * @param number from 1, without gaps
 * @param previous the statement of the entry before; null for the first
 * @param at when
 * @param kind what happened
 * @param subject to what: a host, an image
 * @param detail more, by name
 */
public record AuditEntry(
    long number,
    Sha384 previous,
    Instant at,
    Kind kind,
    String subject,
    Map<String, String> detail) {

  /** What is written down. */
  public enum Kind {
    STARTED,
    BASELINE_SIGNED,
    HOST_BASELINE_SIGNED,
    TOKEN_MADE,
    TOKEN_REFUSED,
    HOST_ENROLLED,
    CERTIFICATE_RENEWED,
    HOST_REVOKED,
    CALLER_REFUSED,
    NONCE_REPLAYED,
    CLOCK_SKEW,
    TAMPERED,
    STATEMENT_ALTERED,
    LOG_BROKEN
  }

  /** All but the previous one is there. */
  public AuditEntry {
    Objects.requireNonNull(at, "at");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(subject, "subject");
    detail = Map.copyOf(detail);
  }
}
