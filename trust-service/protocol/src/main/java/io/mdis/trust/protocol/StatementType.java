package io.mdis.trust.protocol;

/** Kinds of signed statements. The kind is signed with the content: one is never another. */
public enum StatementType {
  /** {@link Baseline}. */
  BASELINE("application/vnd.mdis.trust.baseline.v1+json"),
  /** {@link Verdict}. */
  VERDICT("application/vnd.mdis.trust.verdict.v1+json"),
  /** What the service keeps of a layer, so that it believes no one but itself. */
  LAYER("application/vnd.mdis.trust.layer.v1+json"),
  /** An entry of the service's audit log. */
  AUDIT("application/vnd.mdis.trust.audit.v1+json");

  private final String mediaType;

  StatementType(String mediaType) {
    this.mediaType = mediaType;
  }

  /** What stands in {@link Envelope#payloadType}. */
  public String mediaType() {
    return mediaType;
  }
}
