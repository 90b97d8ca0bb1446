package io.mdis.worker.leftover;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When that goes which is kept of deleted images. */
@ConfigMapping(prefix = "mdis.worker.leftovers")
public interface LeftoverSettings {

  /**
   * How long what is known of an image outlives its deletion: for who asks what was running, and
   * for images that come back. At least {@link #SHORTEST}.
   */
  @WithDefault("30D")
  Duration keep();

  /** Pause between two steps of looking for what can go. */
  @WithDefault("10M")
  Duration every();

  /** Documents of one kind that a step looks at at most. */
  @WithDefault("10000")
  int mostPerStep();

  /** Longer than anything that is being scanned may take to be stored. */
  Duration SHORTEST = Duration.ofDays(3);

  /** {@link #keep}, or the shortest time; static, for a default method would be a setting too. */
  static Duration kept(LeftoverSettings settings) {
    return settings.keep().compareTo(SHORTEST) < 0 ? SHORTEST : settings.keep();
  }
}
