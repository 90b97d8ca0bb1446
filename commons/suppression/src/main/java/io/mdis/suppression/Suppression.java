package io.mdis.suppression;

import java.time.Instant;
import java.util.Objects;

/**
 * One entry of a whitelist, or one statement of a VEX document.
 *
 * @param id unique among all entries
 * @param scope which findings it speaks of
 * @param status what it says of them
 * @param reason for a person
 * @param justification word of the VEX vocabulary, such as {@code
 *     vulnerable_code_not_in_execute_path}; null when there is none
 * @param author who answers for it; null when the source names nobody
 * @param createdAt UTC; null when the source doesn't say
 * @param expiresAt from this instant on it says nothing, UTC; null for never
 * @param origin kind of its source
 * @param source name of the file or document; null for entries made through the API
 */
public record Suppression(
    String id,
    SuppressionScope scope,
    SuppressionStatus status,
    String reason,
    String justification,
    String author,
    Instant createdAt,
    Instant expiresAt,
    Origin origin,
    String source) {

  /** Checks what every entry has; {@link SuppressionRules} checks the values. */
  public Suppression {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(origin, "origin");
  }

  /** Whether it says anything at that instant. */
  public boolean active(Instant now) {
    return expiresAt == null || now.isBefore(expiresAt);
  }
}
