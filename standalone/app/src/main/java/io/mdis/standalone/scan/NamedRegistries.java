package io.mdis.standalone.scan;

import io.mdis.image.registry.RegistryClient;
import io.mdis.image.registry.RegistryDirectory;
import io.mdis.image.registry.RegistryLimits;
import java.io.IOException;
import java.util.Set;

/** The registries that a user names on the command line, with the logins of the user's Docker. */
public final class NamedRegistries {
  private NamedRegistries() {}

  /** A client of them; those of the set are talked to without TLS. */
  public static RegistryClient client(Set<String> plainHttp) throws IOException {
    return new RegistryClient(
        RegistryDirectory.onDemand(DockerLogins.ofUser(), plainHttp), RegistryLimits.DEFAULT);
  }
}
