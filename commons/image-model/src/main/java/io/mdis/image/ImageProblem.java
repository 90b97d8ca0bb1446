package io.mdis.image;

/**
 * What can be wrong with an image or an artefact, or with getting at it; the code is stable and for
 * programs.
 */
public enum ImageProblem {
  MALFORMED_REFERENCE("reference.malformed", false),
  NOT_CONFIGURED("registry.not-configured", false),
  REDIRECT_REFUSED("registry.redirect-refused", false),
  UNAUTHORIZED("registry.unauthorized", false),
  NOT_FOUND("registry.not-found", false),
  UNAVAILABLE("registry.unavailable", true),
  PROTOCOL("registry.protocol", false),
  MALFORMED_MANIFEST("manifest.malformed", false),
  MANIFEST_TOO_LARGE("limit.manifest-bytes", false),
  UNKNOWN_MEDIA_TYPE("manifest.unknown-media-type", false),
  NO_PLATFORM("manifest.no-matching-platform", false),
  MALFORMED_ARCHIVE("archive.malformed", false),
  DIGEST_MISMATCH("layer.digest-mismatch", false),
  DIFF_ID_MISMATCH("layer.diff-id-mismatch", false),
  TRUNCATED("layer.truncated", false),
  MALFORMED_LAYER("layer.malformed", false),
  LAYER_BYTES("limit.layer-bytes", false),
  LAYER_RATIO("limit.compression-ratio", false),
  LAYER_ENTRIES("limit.layer-entries", false),
  PATH_DEPTH("limit.path-depth", false),
  FILE_BYTES("limit.file-bytes", false),
  MALFORMED_ARTIFACT("artifact.malformed", false),
  ARTIFACT_BYTES("limit.artifact-bytes", false),
  UNTRUSTED("artifact.untrusted", false),
  OLDER("artifact.older", false),
  STORE("layer-store.failed", true);

  private final String code;
  private final boolean retryable;

  ImageProblem(String code, boolean retryable) {
    this.code = code;
    this.retryable = retryable;
  }

  /** Stable, dotted code as in {@link io.mdis.contracts.ScanReason#code()}. */
  public String code() {
    return code;
  }

  /** Whether the same request may succeed later without anybody changing anything. */
  public boolean retryable() {
    return retryable;
  }
}
