package io.mdis.policy;

/**
 * What a policy says of an image, mildest first, so that the natural order is the order of weight.
 */
public enum Verdict {
  /** Nothing speaks against it. */
  ALLOW,
  /** It may be used; something should be done about it. */
  WARN,
  /**
   * It was not scanned, or not wholly, so nothing can be said. What follows from that the policy
   * says; it is never the same as {@link #ALLOW}.
   */
  UNSCANNED,
  /** It must not be used. */
  BLOCK
}
