package io.mdis.worker.config;

import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Fetched layers are kept in one store, whatever reads them. */
@ApplicationScoped
public class WorkerLayers {

  @Produces
  @Singleton
  LayerStore layers(WorkerSettings settings) throws IOException {
    return new LayerStore(
        settings.layerStore().directory(), settings.layerStore().maxBytes(), LayerLimits.DEFAULT);
  }
}
