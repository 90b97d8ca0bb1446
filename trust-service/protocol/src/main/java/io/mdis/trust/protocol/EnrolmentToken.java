package io.mdis.trust.protocol;

import io.mdis.image.registry.ContentDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/**
 * What an operator hands to a host so that it can enrol once: {@code mdiset_<secret>.<authority>}.
 * With the second half the host knows the service before it trusts anything else.
 *
 * @param secret 32 random bytes in base64url
 * @param authority SHA-256 of the root certificate's DER form, in 64 hex digits
 */
public record EnrolmentToken(String secret, String authority) {
  private static final String PREFIX = "mdiset_";
  private static final int BYTES = 32;
  private static final int SECRET = 43;
  private static final int AUTHORITY = 64;

  /** A new one. */
  public static EnrolmentToken random(X509Certificate authority) {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new EnrolmentToken(
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), fingerprint(authority));
  }

  /** Reads one; throws IllegalArgumentException, which doesn't quote it. */
  public static EnrolmentToken parse(String text) {
    int dot = PREFIX.length() + SECRET;
    if (text == null
        || text.length() != dot + 1 + AUTHORITY
        || !text.startsWith(PREFIX)
        || text.charAt(dot) != '.'
        || !text.substring(dot + 1).matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "an enrolment token reads " + PREFIX + "<43 characters>.<64 hex digits>");
    }
    return new EnrolmentToken(text.substring(PREFIX.length(), dot), text.substring(dot + 1));
  }

  /** SHA-256 of a certificate's DER form in hex. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      return ContentDigest.of(certificate.getEncoded(), "sha256").hex();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has a DER form", e);
    }
  }

  /** The whole token: only for handing it over. */
  public String text() {
    return PREFIX + secret + "." + authority;
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return PREFIX + "…." + authority;
  }
}
