package io.mdis.report.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Entries that suppress findings. */
@ConfigMapping(prefix = "mdis.suppressions")
public interface SuppressionSettings {

  /** Whitelists ({@code .yaml}) and VEX documents ({@code .json}) that are read and followed. */
  Optional<List<Path>> files();

  /** Pause between two looks whether a file has changed. */
  @WithDefault("30S")
  Duration reload();

  /** The longest that an entry may hold; then each must have an end. Any time when not set. */
  Optional<Duration> maxLifetime();

  /** An entry is shown as expiring when it ends within this time. */
  @WithDefault("14D")
  Duration expiringWithin();
}
