package io.mdis.image.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which registries may be contacted; a host that isn't found never is. */
@FunctionalInterface
public interface RegistryDirectory {
  /** The registry that references name so: {@code name[:port]}. */
  Optional<RegistryEndpoint> find(String host);

  /** Those alone; throws IllegalArgumentException when a host is there twice. */
  static RegistryDirectory of(List<RegistryEndpoint> endpoints) {
    Map<String, RegistryEndpoint> byHost =
        endpoints.stream()
            .collect(Collectors.toUnmodifiableMap(RegistryEndpoint::host, Function.identity()));
    return host -> Optional.ofNullable(byHost.get(host));
  }

  /**
   * Every host, for a command line whose user named the registry; never for names from a network.
   * Blobs may come from any host with public addresses.
   */
  static RegistryDirectory onDemand(DockerConfig config, Set<String> plainHttpHosts) {
    return host -> {
      boolean plain = plainHttpHosts.contains(host);
      RegistryEndpoint endpoint =
          new RegistryEndpoint(host, plain, config.find(host).orElse(null), null);
      return Optional.of(endpoint.withRedirectHosts(Set.of(RegistryEndpoint.ANY_PUBLIC_HOST)));
    };
  }
}
