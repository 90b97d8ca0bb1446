package io.mdis.worker.config;

import io.mdis.image.layer.LayerLimits;
import io.mdis.image.layer.LayerStore;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.function.ToDoubleFunction;

/**
 * Fetched layers are kept in one store, whatever reads them. {@code mdis_layer_store_layers_total}
 * by {@code result} counts those that were there ({@code hit}) and those that were not.
 */
@ApplicationScoped
public class WorkerLayers {

  @Produces
  @Singleton
  LayerStore layers(WorkerSettings settings, MeterRegistry meters) throws IOException {
    LayerStore store =
        new LayerStore(
            settings.layerStore().directory(),
            settings.layerStore().maxBytes(),
            LayerLimits.DEFAULT);
    count(meters, store, "hit", LayerStore::hits);
    count(meters, store, "miss", LayerStore::misses);
    return store;
  }

  private static void count(
      MeterRegistry meters, LayerStore store, String result, ToDoubleFunction<LayerStore> count) {
    FunctionCounter.builder("mdis.layer.store.layers", store, count)
        .tag("result", result)
        .description("Layers that a scan asked the store for")
        .register(meters);
  }
}
