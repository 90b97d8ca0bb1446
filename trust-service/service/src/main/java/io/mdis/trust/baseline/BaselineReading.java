package io.mdis.trust.baseline;

import io.mdis.contracts.Digest;
import io.mdis.trust.TrustException;
import io.mdis.trust.TrustProblem;
import io.mdis.trust.baseline.VerifiedBaselines.Known;
import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Baselines and their per-file lists for who asks by a digest. */
public final class BaselineReading {
  private final VerifiedBaselines baselines;
  private final BaselineStore store;
  private final LayerArchive layers;

  /** Over what is stored. */
  public BaselineReading(VerifiedBaselines baselines, BaselineStore store, LayerArchive layers) {
    this.baselines = baselines;
    this.store = store;
    this.layers = layers;
  }

  /**
   * The baseline of an image, by its ID or by the digest of a manifest it was pushed by. Throws
   * NOT_FOUND, and what {@link VerifiedBaselines} throws.
   *
   * @param host whose own baselines count as well; null for nobody's
   */
  public Known of(Digest digest, HostName host) throws IOException {
    Optional<Known> byId = baselines.find(digest, null);
    if (byId.isEmpty() && host != null) {
      byId = baselines.find(digest, host);
    }
    if (byId.isPresent()) {
      return byId.get();
    }
    Optional<Digest> image = store.imageOf(digest);
    if (image.isPresent()) {
      Optional<Known> byManifest = baselines.find(image.get(), null);
      // What the store says of manifests isn't signed; what the baseline says is.
      if (byManifest.isPresent() && byManifest.get().baseline().manifests().contains(digest)) {
        return byManifest.get();
      }
    }
    String why =
        baselines
            .problem(image.orElse(digest))
            .map(problem -> ": " + problem)
            .orElse("; it was not pushed to a registry that is watched, or just now");
    throw new TrustException(TrustProblem.NOT_FOUND, "no baseline of " + digest + why);
  }

  /** The per-file list of a layer of an image; to be closed. Throws as {@link #of}. */
  public InputStream files(Digest digest, Digest diffId, HostName host) throws IOException {
    boolean has =
        of(digest, host).baseline().image().layers().stream()
            .anyMatch(layer -> layer.diffId().equals(diffId));
    Optional<InputStream> files = has ? layers.files(diffId) : Optional.empty();
    return files.orElseThrow(
        () ->
            new TrustException(
                TrustProblem.NOT_FOUND, "no list of files of layer " + diffId + " of " + digest));
  }
}
