package io.mdis.worker.suppress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When stored findings are judged again by entries that changed or ended. */
@ConfigMapping(prefix = "mdis.worker.suppressions")
public interface SweepSettings {

  /** Pause between two looks whether an entry has changed or ended. */
  @WithDefault("30S")
  Duration every();
}
