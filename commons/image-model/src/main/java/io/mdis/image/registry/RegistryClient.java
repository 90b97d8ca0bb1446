package io.mdis.image.registry;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageMessage;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.Platform;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import io.mdis.image.manifest.ArtifactManifest;
import io.mdis.image.manifest.Descriptor;
import io.mdis.image.manifest.ImageConfig;
import io.mdis.image.manifest.ImageIndex;
import io.mdis.image.manifest.ImageManifest;
import io.mdis.image.manifest.ManifestParser;
import io.mdis.image.reference.ImageReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads images of registries, and artefacts. Contacts only those of its directory, and follows
 * redirects only to where they are configured. May be used by many threads.
 */
public final class RegistryClient {
  private final RegistryDirectory directory;
  private final RegistryLimits limits;
  private final Transport transport;

  /** A client with no connections yet. */
  public RegistryClient(RegistryDirectory directory, RegistryLimits limits) {
    this(directory, limits, new Transport(limits));
  }

  private RegistryClient(RegistryDirectory directory, RegistryLimits limits, Transport transport) {
    this.directory = directory;
    this.limits = limits;
    this.transport = transport;
  }

  /**
   * A client of one of the registries alone that signs in by what was lent, not by what is
   * configured. What it learns while signing in is forgotten with it. Throws NOT_CONFIGURED.
   */
  public RegistryClient lent(String registry, LentLogin login) throws ImageException {
    RegistryEndpoint own = endpoint(registry);
    return switch (login) {
      case LentLogin.Password p -> only(own.withCredentials(p.credentials()), Optional.empty());
      case LentLogin.Token t -> only(own.withCredentials(null), Optional.of(t));
    };
  }

  private RegistryClient only(RegistryEndpoint endpoint, Optional<LentLogin.Token> token) {
    return new RegistryClient(
        RegistryDirectory.of(List.of(endpoint)), limits, transport.withOwnLogins(token));
  }

  /**
   * The images that a reference leads to: of an index those of the wanted platform, or all without
   * one. Throws {@link ImageException}; NO_PLATFORM when there are images, but none as wanted.
   */
  public Resolution resolve(ImageReference reference, Optional<Platform> wanted)
      throws IOException {
    ManifestFetch fetch = fetch(reference.registry(), reference.repository());
    return new IndexWalk(fetch, wanted, (m, digest) -> image(fetch, reference, digest, m))
        .walk(reference);
  }

  /** An image that was resolved before, by its manifest digest; throws {@link ImageException}. */
  public ImageSource open(ImageMessage message) throws IOException {
    ImageReference reference =
        ImageReference.of(
            message.registry(), message.repository(), message.tag(), message.manifestDigest());
    ManifestFetch fetch = fetch(reference.registry(), reference.repository());
    ManifestFetch.Fetched fetched = fetch.manifest(reference.selector(), reference.digest());
    return switch (ManifestParser.parse(fetched.bytes(), fetched.mediaType())) {
      case ImageManifest m -> image(fetch, reference, fetched.digest(), m);
      case ImageIndex _ -> throw notImage(reference, "is an index");
      case ArtifactManifest a -> throw notImage(reference, a.reason());
    };
  }

  /** The repository of a reference, for what is no image; throws NOT_CONFIGURED. */
  public ArtifactRepository repository(ImageReference reference) throws ImageException {
    return new ArtifactRepository(fetch(reference.registry(), reference.repository()));
  }

  /** What a registry has, by its lists; throws NOT_CONFIGURED. */
  public RegistryLists lists(String registry) throws ImageException {
    return new RegistryLists(transport, limits, endpoint(registry));
  }

  private ImageSource image(
      ManifestFetch fetch, ImageReference reference, Digest digest, ImageManifest manifest)
      throws IOException {
    byte[] json = fetch.config(manifest.config());
    ImageConfig config = ImageConfig.parse(json);
    config.requireLayers(manifest.layers().size());
    List<LayerBlob> layers = new ArrayList<>();
    for (int i = 0; i < manifest.layers().size(); i++) {
      layers.add(layer(fetch, manifest.layers().get(i), config.diffIds().get(i)));
    }
    return new RegistryImage(
        reference.withDigest(digest).toString(),
        digest,
        manifest.config().digest(),
        config.platform(),
        json,
        List.copyOf(layers));
  }

  private LayerBlob layer(ManifestFetch fetch, Descriptor layer, Digest diffId) {
    return new LayerBlob(
        new LayerDescriptor(layer.digest(), diffId, layer.mediaType(), layer.size()),
        () ->
            new BlobStream(
                transport,
                limits,
                fetch.endpoint(),
                fetch.repository(),
                layer.digest(),
                layer.size()));
  }

  private ManifestFetch fetch(String registry, String repository) throws ImageException {
    return new ManifestFetch(transport, limits, endpoint(registry), repository);
  }

  private RegistryEndpoint endpoint(String registry) throws ImageException {
    return directory
        .find(registry)
        .orElseThrow(
            () ->
                new ImageException(
                    ImageProblem.NOT_CONFIGURED,
                    "registry " + registry + " is not configured: add it, or correct the name"));
  }

  private static ImageException notImage(ImageReference reference, String why) {
    return new ImageException(
        ImageProblem.MALFORMED_MANIFEST, reference + " is not an image: " + why);
  }
}
