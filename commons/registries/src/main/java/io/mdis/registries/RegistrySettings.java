package io.mdis.registries;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The registries that images are read from; no other is ever contacted. */
@ConfigMapping(prefix = "mdis.registries")
public interface RegistrySettings {

  /** Each registry. */
  @WithParentName
  List<Registry> all();

  /** One registry. */
  interface Registry {
    /** {@code host[:port]}, as image references and webhooks name it. */
    String host();

    /** Whether it is talked to without TLS. */
    @WithDefault("false")
    boolean plainHttp();

    /** User to sign in as; without one, the Docker configuration's or nobody. */
    Optional<String> username();

    /** Password or token of the user; never logged. */
    Optional<String> password();

    /** PEM file of the certificate authorities to trust for it, instead of the JDK's. */
    Optional<Path> caFile();

    /** Further hosts that it may redirect downloads to, for instance its object storage. */
    Optional<Set<String>> redirectHosts();
  }
}
