package io.mdis.ingest.crawl;

import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.manifest.ArtifactManifest;
import io.mdis.image.manifest.ImageIndex;
import io.mdis.image.manifest.ImageManifest;
import io.mdis.image.manifest.ManifestParser;
import io.mdis.image.reference.ImageReference;
import io.mdis.image.registry.ArtifactRepository.StoredManifest;
import io.mdis.image.registry.RegistryClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Asks a registry for one manifest, at its pace. */
final class ManifestLookup {
  private final RegistryClient client;
  private final String registry;
  private final Pace pace;

  ManifestLookup(RegistryClient client, String registry, Pace pace) {
    this.client = client;
    this.registry = registry;
    this.pace = pace;
  }

  /** What a tag names; empty when it names nothing any more. */
  Optional<ListedImage> image(String repository, String tag) throws IOException {
    Optional<StoredManifest> found = find(repository, tag, null);
    return found.isEmpty() ? Optional.empty() : Optional.of(listed(tag, found.get()));
  }

  boolean has(String repository, String tag, Digest digest) throws IOException {
    try {
      return find(repository, tag, digest).isPresent();
    } catch (ImageException e) {
      if (e.problem().retryable()) {
        throw e;
      }
      return true;
    }
  }

  private Optional<StoredManifest> find(String repository, String tag, Digest digest)
      throws IOException {
    pace.await();
    return client
        .repository(ImageReference.of(registry, repository, tag, digest))
        .find(tag, digest);
  }

  private static ListedImage listed(String tag, StoredManifest manifest) throws ImageException {
    return switch (ManifestParser.parse(manifest.bytes(), manifest.mediaType())) {
      case ImageManifest _ -> new ListedImage(tag, manifest.digest(), List.of(), true);
      case ArtifactManifest _ -> new ListedImage(tag, manifest.digest(), List.of(), false);
      case ImageIndex index ->
          new ListedImage(
              tag,
              manifest.digest(),
              index.entries().stream()
                  .filter(entry -> entry.artifact() == null)
                  .map(entry -> entry.descriptor().digest())
                  .toList(),
              true);
    };
  }
}
