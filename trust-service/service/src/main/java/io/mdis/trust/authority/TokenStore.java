package io.mdis.trust.authority;

import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.time.Instant;

/** Keeps tokens by their hashes. Throws IOException when it is away. */
public interface TokenStore {

  /** Keeps a token, and forgets those that have expired. */
  void add(String hash, HostName host, Instant expiresAt, Instant now) throws IOException;

  /** Uses a token up, in one step; false when it is unknown, used, expired or another host's. */
  boolean use(String hash, HostName host, Instant now) throws IOException;
}
