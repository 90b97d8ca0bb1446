package io.mdis.report.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Whether images may be used. */
@ConfigMapping(prefix = "mdis.policy")
public interface PolicySettings {

  /** File of policies; the policy that comes with MDIS when not set. */
  Optional<Path> file();

  /** Pause between two looks whether the file has changed. */
  @WithDefault("30S")
  Duration reload();
}
