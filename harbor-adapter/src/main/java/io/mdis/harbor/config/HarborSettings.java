package io.mdis.harbor.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How MDIS scans for Harbor. */
@ConfigMapping(prefix = "mdis.harbor")
public interface HarborSettings {
  /**
   * Configured registries by further names that Harbor gives itself, such as {@code core:8080} in
   * its own network.
   */
  Map<String, String> aliases();

  /**
   * Dimensions, and {@code trust} for the trust service, that have to be done with reading an image
   * before it is reported: Harbor then takes back the login that it lent.
   */
  @WithDefault("vulnerability,malware,history,secret,trust")
  List<String> readers();

  /** The most that one scan may take; Harbor itself waits for ever. */
  @WithDefault("1H")
  Duration timeLimit();

  /** How long a scan can be asked for. */
  @WithDefault("24H")
  Duration keep();
}
