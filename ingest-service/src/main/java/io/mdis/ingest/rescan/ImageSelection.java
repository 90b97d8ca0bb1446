package io.mdis.ingest.rescan;

import io.mdis.contracts.Digest;

/**
 * Which of the stored images are meant; null leaves a field open. What a registry deleted is never
 * meant.
 *
 * @param digest of the manifest
 * @param registry host and optional port
 * @param repository path below the registry; with {@code /*} at its end, all below that
 * @param tag that names the image
 */
public record ImageSelection(Digest digest, String registry, String repository, String tag) {

  /** Every stored image. */
  public static final ImageSelection ALL = new ImageSelection(null, null, null, null);

  /** End of a repository that stands for all below it. */
  public static final String BELOW = "/*";

  String key() {
    return "%s %s %s %s".formatted(digest, registry, repository, tag);
  }

  /** For a person. */
  @Override
  public String toString() {
    if (equals(ALL)) {
      return "all images";
    }
    StringBuilder text = new StringBuilder();
    if (registry != null) {
      text.append(registry).append('/');
    }
    if (repository != null) {
      text.append(repository);
    }
    if (tag != null) {
      text.append(':').append(tag);
    }
    if (digest != null) {
      text.append(text.isEmpty() ? "" : "@").append(digest);
    }
    return text.toString();
  }
}
