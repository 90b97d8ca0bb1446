package io.mdis.trust;

/** Why the service doesn't do what it was asked; the code is stable and for programs. */
public enum TrustProblem {
  /** The token is unknown, used, expired or another host's: which of them isn't told. */
  TOKEN_REFUSED("trust.token-refused"),
  /** The request for a certificate can't be read, or isn't the host's. */
  CSR_REFUSED("trust.csr-refused"),
  /** No certificate came with the request, or one that the service doesn't know. */
  UNKNOWN_CALLER("trust.unknown-caller"),
  /** The host was revoked. */
  REVOKED("trust.revoked"),
  /** A host may act for itself only. */
  OTHER_HOST("trust.other-host"),
  /** There is no such thing. */
  NOT_FOUND("trust.not-found"),
  /** A stored statement isn't one that this service signed. It says nothing about any image. */
  ALTERED_STATEMENT("trust.altered-statement"),
  /** What must be known to answer can't be read now. */
  STORE_AWAY("trust.store-away"),
  /** More is asked than can be answered. */
  BUSY("trust.busy"),
  /** A key or a certificate of the service can't be used. */
  KEYS("trust.keys");

  private final String code;

  TrustProblem(String code) {
    this.code = code;
  }

  /** Stable, dotted code. */
  public String code() {
    return code;
  }
}
