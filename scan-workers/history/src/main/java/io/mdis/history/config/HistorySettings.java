package io.mdis.history.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the history worker. */
@ConfigMapping(prefix = "mdis.history")
public interface HistorySettings {

  /** Whether layers are compared with the history; without, no layer is fetched. */
  @WithDefault("true")
  boolean layers();

  /** Registries, or registries with a folder, that base images may come from; all when not set. */
  Optional<List<String>> baseRegistries();

  /** Repositories, registry/repository, whose images are recognised as bases of others. */
  Optional<List<String>> bases();

  /** How long what was read of the bases holds. */
  @WithDefault("10M")
  Duration basesEvery();

  /** Programs that look at what was rebuilt. */
  Linters linters();

  /** Programs that look at what was rebuilt. */
  interface Linters {

    /** Path of hadolint; where it is not set, the PATH is searched. */
    Optional<Path> hadolint();

    /**
     * Words of a command that starts hadolint in a container, its input given to it, in place of a
     * path. A container engine must be told never to pull: MDIS fetches no image to run it.
     */
    Optional<List<String>> hadolintCommand();

    /** Path of ShellCheck; where it is not set, the PATH is searched. */
    Optional<Path> shellcheck();

    /** Whether programs are used at all; without, our own rules speak alone. */
    @WithDefault("true")
    boolean enabled();

    /** The most that one call of a program may take. */
    @WithDefault("20S")
    Duration timeout();
  }
}
