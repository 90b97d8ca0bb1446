package io.mdis.ingest.config;

import io.mdis.image.registry.Credentials;
import io.mdis.image.registry.RegistryClient;
import io.mdis.image.registry.RegistryDirectory;
import io.mdis.image.registry.RegistryEndpoint;
import io.mdis.image.registry.RegistryLimits;
import io.mdis.ingest.resolve.ImageResolver;
import io.mdis.ingest.resolve.RegistryResolver;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Set;

/** Makes the way to the configured registries. */
@ApplicationScoped
public class RegistryAccess {

  @Produces
  @Singleton
  ImageResolver resolver(RegistrySettings settings) {
    return new RegistryResolver(
        new RegistryClient(
            RegistryDirectory.of(settings.all().stream().map(RegistryAccess::endpoint).toList()),
            RegistryLimits.DEFAULT));
  }

  private static RegistryEndpoint endpoint(RegistrySettings.Registry registry) {
    Credentials credentials =
        registry
            .username()
            .map(user -> new Credentials(user, registry.password().orElse("")))
            .orElse(null);
    RegistryEndpoint endpoint =
        new RegistryEndpoint(
            registry.host(),
            registry.plainHttp(),
            credentials,
            registry.caFile().map(Path::of).orElse(null));
    return registry
        .redirectHosts()
        .map(hosts -> endpoint.withRedirectHosts(Set.copyOf(hosts)))
        .orElse(endpoint);
  }
}
