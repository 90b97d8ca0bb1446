package io.mdis.report.query;

import io.mdis.contracts.Digest;
import io.mdis.contracts.LayerDescriptor;
import java.time.Instant;
import java.util.List;

/**
 * An accepted image as the registry described it.
 *
 * @param digest of the manifest
 * @param registry host and port
 * @param repository path below the registry
 * @param tags that led here, may be empty
 * @param configDigest digest of the configuration; null when not recorded
 * @param platform {@code os/arch[/variant]}; null when not recorded
 * @param layers from the base upwards
 * @param acceptedAt UTC, with milliseconds
 * @param reason why it was scanned last; null when not recorded
 */
public record ImageRecord(
    Digest digest,
    String registry,
    String repository,
    List<String> tags,
    Digest configDigest,
    String platform,
    List<LayerDescriptor> layers,
    Instant acceptedAt,
    String reason) {

  /** Copies what it is given. */
  public ImageRecord {
    tags = List.copyOf(tags);
    layers = List.copyOf(layers);
  }

  /** Digests that it goes by: that of the manifest, and that of the configuration if recorded. */
  public List<Digest> digests() {
    return configDigest == null ? List.of(digest) : List.of(digest, configDigest);
  }
}
