package io.mdis.report.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Settings of the report service; the defaults are in META-INF/microprofile-config.properties. */
@ConfigMapping(prefix = "mdis.report")
public interface ReportConfig {

  /**
   * Dimensions that every image is expected to have a result of. One without a result is shown as
   * PENDING. Dimensions that are not listed are shown when they have a result.
   */
  List<String> dimensions();

  /** Pause between two counts of all images, for the overview page. */
  @WithDefault("5M")
  Duration countEvery();
}
