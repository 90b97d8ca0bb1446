package io.mdis.ingest.resolve;

import io.mdis.contracts.ImageEvent;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import io.mdis.image.reference.ImageReference;
import io.mdis.image.registry.RegistryClient;
import io.mdis.image.registry.Resolution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Resolves with the registry itself. */
public final class RegistryResolver implements ImageResolver {

  private final RegistryClient client;

  /** The client knows the configured registries alone. */
  public RegistryResolver(RegistryClient client) {
    this.client = client;
  }

  @Override
  public Resolved resolve(ImageEvent event) throws IOException {
    ImageReference reference =
        ImageReference.of(event.registry(), event.repository(), event.tag(), event.digest());
    Resolution resolution = client.resolve(reference, Optional.ofNullable(event.platform()));
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
