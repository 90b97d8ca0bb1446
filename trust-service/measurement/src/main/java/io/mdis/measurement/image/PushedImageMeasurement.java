package io.mdis.measurement.image;

import io.mdis.contracts.Digest;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerStore;
import io.mdis.image.manifest.ImageConfig;
import io.mdis.measurement.ImageMeasurement;
import io.mdis.measurement.LayerMeasurement;
import io.mdis.measurement.LayerMetadata;
import io.mdis.measurement.tar.TarMeasure;
import io.mdis.measurement.tar.TarMeasurement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures an image from its layers' tars, as the layer store has fetched and checked them. */
public final class PushedImageMeasurement {
  private final LayerStore store;
  private final TarMeasurement tars;

  /** Both may be shared with others. */
  public PushedImageMeasurement(LayerStore store, TarMeasurement tars) {
    this.store = store;
    this.tars = tars;
  }

  /**
   * Measures it whole; throws what the source, the store and the measurement throw.
   *
   * @param manifests existing folder; the list of layer n goes to {@code layer-n}
   */
  public PushedImage measure(ImageSource image, Path manifests) throws IOException {
    ImageConfig config = ImageConfig.parse(image.config());
    config.requireLayers(image.layers().size());
    List<LayerMetadata> chain = LayerMetadata.chain(config.diffIds());
    List<TarMeasure> measures = new ArrayList<>();
    List<LayerMeasurement> layers = new ArrayList<>();
    for (LayerMetadata metadata : chain) {
      int number = layers.size();
      TarMeasure measure =
          measure(
              image.layers().get(number), metadata.diffId(), manifests.resolve("layer-" + number));
      measures.add(measure);
      layers.add(
          new LayerMeasurement(
              metadata,
              measure.manifest().files(),
              measure.manifest().directories(),
              measure.manifest().entries()));
    }
    return new PushedImage(new ImageMeasurement(image.configDigest(), layers), measures);
  }

  private TarMeasure measure(LayerBlob blob, Digest diffId, Path manifest) throws IOException {
    try (Layer layer = store.acquire(blob);
        InputStream tar = layer.tar()) {
      return tars.measure(tar, diffId, manifest);
    }
  }
}
