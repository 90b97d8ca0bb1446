package io.mdis.worker.config;

import io.mdis.image.registry.RegistryClient;
import io.mdis.worker.consume.ImageSources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Images come from the configured registries. */
@ApplicationScoped
public class WorkerSources {

  @Produces
  @ApplicationScoped
  ImageSources sources(RegistryClient client) {
    return client::open;
  }
}
