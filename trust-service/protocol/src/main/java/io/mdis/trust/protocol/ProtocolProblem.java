package io.mdis.trust.protocol;

/** Why a message isn't believed; the code is stable and for programs. */
public enum ProtocolProblem {
  /** It isn't JSON of the form that it should have, or is beyond a limit. */
  MALFORMED("trust.malformed"),
  /** No key that is trusted for this has signed it. */
  UNTRUSTED_SIGNATURE("trust.untrusted-signature"),
  /** It is signed, and is a statement of another kind. */
  WRONG_STATEMENT("trust.wrong-statement"),
  /** It answers another question: another nonce, host or image. */
  WRONG_ANSWER("trust.wrong-answer"),
  /** The clocks of the two sides are too far apart, or the message is old. */
  CLOCK_SKEW("trust.clock-skew"),
  /** The nonce was used before. */
  REPLAYED_NONCE("trust.nonce-replayed");

  private final String code;

  ProtocolProblem(String code) {
    this.code = code;
  }

  /** Stable, dotted code. */
  public String code() {
    return code;
  }
}
