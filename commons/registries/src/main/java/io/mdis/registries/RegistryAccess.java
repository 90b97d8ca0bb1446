package io.mdis.registries;

import io.mdis.image.registry.Credentials;
import io.mdis.image.registry.DockerConfig;
import io.mdis.image.registry.RegistryClient;
import io.mdis.image.registry.RegistryDirectory;
import io.mdis.image.registry.RegistryEndpoint;
import io.mdis.image.registry.RegistryLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes the one client of the configured registries. */
@ApplicationScoped
public class RegistryAccess {

  /** A client that knows no other registry; throws when the Docker configuration can't be read. */
  @Produces
  @Singleton
  RegistryClient client(RegistrySettings registries, ReadingSettings reading) throws IOException {
    DockerConfig logins =
        reading.dockerConfig().isPresent()
            ? DockerConfig.read(reading.dockerConfig().get())
            : DockerConfig.empty();
    List<RegistryEndpoint> endpoints = new ArrayList<>();
    for (RegistrySettings.Registry registry : registries.all()) {
      endpoints.add(endpoint(registry, logins));
    }
    return new RegistryClient(
        RegistryDirectory.of(endpoints),
        RegistryLimits.DEFAULT.within(reading.stallTimeout(), reading.deadline()));
  }

  private static RegistryEndpoint endpoint(
      RegistrySettings.Registry registry, DockerConfig logins) {
    Credentials credentials =
        registry
            .username()
            .map(user -> new Credentials(user, registry.password().orElse("")))
            .or(() -> logins.find(registry.host()))
            .orElse(null);
    return new RegistryEndpoint(
            registry.host(), registry.plainHttp(), credentials, registry.caFile().orElse(null))
        .withRedirectHosts(registry.redirectHosts().orElse(Set.of()));
  }
}
