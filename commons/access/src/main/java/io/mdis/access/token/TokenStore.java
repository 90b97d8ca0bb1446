package io.mdis.access.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps tokens by their hash, and what was done about them. */
public interface TokenStore {
  /** The token of that hash, valid or not. */
  Optional<ApiToken> find(String sha256);

  /** Every token, the latest first. */
  List<ApiToken> all();

  /** Keeps a new one. */
  void add(ApiToken token, String sha256);

  /** Ends one; false when there is none of that id that isn't ended. */
  boolean revoke(String id, Instant at);

  /** Writes down for good what somebody did. */
  void log(Instant at, String by, String action, ApiToken token);
}
