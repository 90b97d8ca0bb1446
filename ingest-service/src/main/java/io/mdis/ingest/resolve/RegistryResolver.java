package io.mdis.ingest.resolve;

import io.mdis.contracts.ImageEvent;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import io.mdis.image.registry.Resolution;
import io.mdis.registries.NamedImages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Resolves with the registry itself. */
public final class RegistryResolver implements ImageResolver {

  private final NamedImages named;

  /** Reads the configured registries alone. */
  public RegistryResolver(NamedImages named) {
    this.named = named;
  }

  @Override
  public Resolved resolve(ImageEvent event) throws IOException {
    Resolution resolution = named.resolve(event);
    List<PlatformImage> images = new ArrayList<>();
    for (ImageSource source : resolution.images()) {
      try (source) {
        images.add(
            new PlatformImage(
                source.digest(),
                source.configDigest(),
                source.platform(),
                source.layers().stream().map(LayerBlob::descriptor).toList()));
      }
    }
    return new Resolved(
        images,
        resolution.skipped().stream().map(each -> each.digest() + ": " + each.reason()).toList());
  }
}
