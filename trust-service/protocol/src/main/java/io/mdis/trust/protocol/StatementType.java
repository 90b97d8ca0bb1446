package io.mdis.trust.protocol;

/** Kinds of signed statements. The kind is signed with the content: one is never another. */
public enum StatementType {
  /** {@link Baseline}. */
  BASELINE("application/vnd.mdis.trust.baseline.v1+json"),
  /** {@link Verdict}. */
  VERDICT("application/vnd.mdis.trust.verdict.v1+json");

  private final String mediaType;

  StatementType(String mediaType) {
    this.mediaType = mediaType;
  }

  /** What stands in {@link Envelope#payloadType}. */
  public String mediaType() {
    return mediaType;
  }
}
