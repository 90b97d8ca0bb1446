package io.mdis.trust.protocol;

import java.util.Objects;

/**
 * An operator asks for a token with which one host can enrol.
 *
 * @param host that may use it
 * @param ttlSeconds how long it may; null for what the service allows by default
 */
public record TokenRequest(HostName host, Long ttlSeconds) {
  /** The host is named. */
  public TokenRequest {
    Objects.requireNonNull(host, "host");
  }
}
