package io.mdis.worker.scan;

import io.mdis.image.layer.Layer;
import java.util.ArrayList;
import java.util.List;

/** Layers in use by one scan. */
final class OpenLayers implements AutoCloseable {
  private final List<Layer> layers = new ArrayList<>();

  void add(Layer layer) {
    layers.add(layer);
  }

  List<Layer> all() {
    return List.copyOf(layers);
  }

  /** Lets go of every layer, also when letting go of one fails: it could never be evicted. */
  @Override
  public void close() {
    RuntimeException failure = null;
    for (Layer layer : layers) {
      try {
        layer.close();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
