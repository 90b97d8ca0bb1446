package io.mdis.ingest.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Optional;

/** Settings under {@code mdis.registries}: the only registries that are ever contacted. */
@ConfigMapping(prefix = "mdis.registries")
public interface RegistrySettings {

  /** The registries, in no particular order. */
  @WithParentName
  List<Registry> all();

  /** One registry. */
  interface Registry {

    /** Host and optional port, as image references and webhooks name it. */
    String host();

    /** Whether it speaks HTTP without TLS. */
    @WithDefault("false")
    boolean plainHttp();

    /** User to sign in as; without one the registry is read anonymously. */
    Optional<String> username();

    /** Password or token of the user; never logged. */
    Optional<String> password();

    /** PEM file of the certificate authorities to trust for it, instead of the system's. */
    Optional<String> caFile();

    /** Further hosts that it may redirect downloads to, for instance its object storage. */
    Optional<List<String>> redirectHosts();
  }
}
