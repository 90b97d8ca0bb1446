package io.mdis.trust.protocol;

/**
 * A host asks for its next certificate, over a connection that it made with the present one.
 *
 * @param csr as in {@link EnrolmentRequest}, with a new key
 */
public record RenewalRequest(String csr) {
  /** It is there; throws NullPointerException or IllegalArgumentException. */
  public RenewalRequest {
    EnrolmentRequest.requireCsr(csr);
  }
}
