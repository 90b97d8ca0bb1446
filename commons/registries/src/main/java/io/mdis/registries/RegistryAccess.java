package io.mdis.registries;

import com.mongodb.client.MongoClient;
import io.mdis.image.registry.Credentials;
import io.mdis.image.registry.DockerConfig;
import io.mdis.image.registry.RegistryClient;
import io.mdis.image.registry.RegistryDirectory;
import io.mdis.image.registry.RegistryEndpoint;
import io.mdis.image.registry.RegistryLimits;
import io.mdis.registries.loan.LentLogins;
import io.mdis.registries.loan.LoanKeys;
import io.mdis.registries.loan.LoanSeal;
import io.mdis.registries.loan.MongoLoans;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the one client of the configured registries, and what reads images by it. */
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

  /** Logins that are lent; throws when the key file is set and can't be read. */
  @Produces
  @Singleton
  LentLogins logins(
      ReadingSettings reading,
      MongoClient mongo,
      @ConfigProperty(name = "mdis.database", defaultValue = "mdis") String database)
      throws IOException {
    Optional<LoanSeal> seal =
        reading.loanKeyFile().isPresent()
            ? Optional.of(new LoanSeal(LoanKeys.read(reading.loanKeyFile().get())))
            : Optional.empty();
    return new LentLogins(new MongoLoans(mongo.getDatabase(database)), seal, Clock.systemUTC());
  }

  @Produces
  @Singleton
  NamedImages images(RegistryClient client, LentLogins logins) {
    return new NamedImages(client, logins);
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
