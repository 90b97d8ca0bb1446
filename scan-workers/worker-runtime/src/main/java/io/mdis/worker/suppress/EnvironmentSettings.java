package io.mdis.worker.suppress;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;

/** Which images run where; entries may speak of one environment alone. */
@ConfigMapping(prefix = "mdis.environments")
public interface EnvironmentSettings {

  /** By label, such as {@code test}. */
  @WithParentName
  Map<String, Environment> environments();

  /** One environment. */
  interface Environment {

    /** Patterns of its images, {@code registry/repository[:tag]} with wildcards. */
    List<String> images();
  }
}
