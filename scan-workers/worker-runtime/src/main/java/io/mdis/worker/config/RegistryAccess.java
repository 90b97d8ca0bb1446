package io.mdis.worker.config;

import io.mdis.image.registry.Credentials;
import io.mdis.image.registry.DockerConfig;
import io.mdis.image.registry.RegistryClient;
import io.mdis.image.registry.RegistryDirectory;
import io.mdis.image.registry.RegistryEndpoint;
import io.mdis.image.registry.RegistryLimits;
import io.mdis.worker.consume.ImageSources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the way to the configured registries. */
@ApplicationScoped
public class RegistryAccess {

  @Produces
  @ApplicationScoped
  ImageSources sources(
      RegistrySettings settings,
      @ConfigProperty(name = "mdis.docker-config") Optional<Path> dockerConfig)
      throws IOException {
    DockerConfig logins =
        dockerConfig.isPresent() ? DockerConfig.read(dockerConfig.get()) : DockerConfig.empty();
    List<RegistryEndpoint> endpoints = new ArrayList<>();
    for (RegistrySettings.Registry registry : settings.all()) {
      endpoints.add(endpoint(registry, logins));
    }
    RegistryClient client =
        new RegistryClient(RegistryDirectory.of(endpoints), RegistryLimits.DEFAULT);
    return client::open;
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
