package io.mdis.access.token;

import io.mdis.access.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * A token that was issued; the token itself is nowhere.
 *
 * @param id names it in addresses and in the log
 * @param name for people; whoever calls with it is called so
 * @param role of whoever calls with it
 * @param createdAt UTC
 * @param createdBy who issued it
 * @param expiresAt when it stops being good, UTC
 * @param revokedAt when somebody ended it, UTC
 */
public record ApiToken(
    String id,
    String name,
    Role role,
    Instant createdAt,
    String createdBy,
    Instant expiresAt,
    Optional<Instant> revokedAt) {
  /** Whether it is good at that time. */
  public boolean valid(Instant at) {
    return revokedAt.isEmpty() && at.isBefore(expiresAt);
  }
}
