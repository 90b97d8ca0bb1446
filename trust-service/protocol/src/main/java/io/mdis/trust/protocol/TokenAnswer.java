package io.mdis.trust.protocol;

import java.time.Instant;

/**
 * A token, shown this once.
 *
 * @param token text of an {@link EnrolmentToken}
 * @param host that may use it, once
 * @param expiresAt until when
 */
public record TokenAnswer(String token, HostName host, Instant expiresAt) {
  /** Without the token. */
  @Override
  public String toString() {
    return "TokenAnswer[" + host + ", " + expiresAt + "]";
  }
}
