package io.mdis.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Settings under {@code mdis.access}. */
@ConfigMapping(prefix = "mdis.access")
public interface AccessSettings {

  /**
   * SHA-256 of the admin token in 64 hex digits, as {@link AccessToken#hash} makes it. Without one
   * nobody gets in.
   */
  Optional<String> tokenSha256();

  /**
   * Refused credentials of one address in a minute, after which it is not listened to for the rest
   * of it.
   */
  @WithDefault("30")
  int failuresPerMinute();
}
