package io.mdis.trust.protocol;

import java.util.Objects;

/**
 * A host asks for its first certificate.
 *
 * @param token text of its {@link EnrolmentToken}
 * @param host its name, which the token must be for
 * @param csr PKCS#10 request in PEM, its subject {@code CN=<host>}; ECDSA P-256 or P-384, or
 *     Ed25519
 */
public record EnrolmentRequest(String token, HostName host, String csr) {
  /** Longest request for a certificate, in characters. */
  public static final int LONGEST_CSR = 16 << 10;

  /** All is there; throws NullPointerException or IllegalArgumentException. */
  public EnrolmentRequest {
    Objects.requireNonNull(token, "token");
    Objects.requireNonNull(host, "host");
    requireCsr(csr);
  }

  static void requireCsr(String csr) {
    if (Objects.requireNonNull(csr, "csr").length() > LONGEST_CSR) {
      throw new IllegalArgumentException("a csr has at most " + LONGEST_CSR + " characters");
    }
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "EnrolmentRequest[" + host + "]";
  }
}
