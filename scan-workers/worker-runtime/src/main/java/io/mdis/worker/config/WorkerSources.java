package io.mdis.worker.config;

import io.mdis.registries.NamedImages;
import io.mdis.worker.consume.ImageSources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Images come from the configured registries. */
@ApplicationScoped
public class WorkerSources {

  @Produces
  @ApplicationScoped
  ImageSources sources(NamedImages images) {
    return images::open;
  }
}
