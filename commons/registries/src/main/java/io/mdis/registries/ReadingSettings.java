package io.mdis.registries;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How registries are read, whichever it is. */
@ConfigMapping(prefix = "mdis.registry")
public interface ReadingSettings {

  /** A {@code config.json} of Docker with credentials by registry. */
  Optional<Path> dockerConfig();

  /** Longest silence of a registry before the request counts as failed. */
  @WithDefault("30S")
  Duration stallTimeout();

  /** Longest time for a manifest, a configuration or a token, with all attempts. */
  @WithDefault("2M")
  Duration deadline();

  /**
   * Keys, 32 bytes in base64 one a line, that logins lent by Harbor are sealed with; the first
   * seals. Every service that reads images needs the same. Without it no login can be lent.
   */
  Optional<Path> loanKeyFile();
}
