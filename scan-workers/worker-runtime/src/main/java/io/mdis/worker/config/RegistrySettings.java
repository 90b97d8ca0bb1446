package io.mdis.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The registries that images are pulled from; no other is ever contacted. */
@ConfigMapping(prefix = "mdis.registries")
public interface RegistrySettings {

  /** Each registry. */
  @WithParentName
  List<Registry> all();

  /** One registry. */
  interface Registry {
    /** {@code host[:port]} as it stands in references. */
    String host();

    /** Whether it is talked to without TLS. */
    @WithDefault("false")
    boolean plainHttp();

    /** User to pull with; without one, the Docker configuration's or nobody. */
    Optional<String> username();

    /** Password or token of the user. */
    Optional<String> password();

    /** PEM file of certificates to trust for it, instead of the JDK's. */
    Optional<Path> caFile();

    /** Hosts that it may send the reader of a blob to. */
    Optional<Set<String>> redirectHosts();
  }
}
