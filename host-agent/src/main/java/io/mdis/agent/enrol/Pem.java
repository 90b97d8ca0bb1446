package io.mdis.agent.enrol;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Textual encoding of certificates and keys (RFC 7468). */
final class Pem {
  private static final List<String> ALGORITHMS = List.of("EC", "Ed25519", "RSA");

  private Pem() {}

  /** All certificates in a text; throws when there is none. */
  static List<X509Certificate> certificates(String text) throws IOException {
    List<X509Certificate> found = new ArrayList<>();
    try {
      var in = new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
      for (var one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        found.add((X509Certificate) one);
      }
    } catch (GeneralSecurityException e) {
      throw new IOException("a certificate can't be read: " + e.getMessage(), e);
    }
    if (found.isEmpty()) {
      throw new IOException("no certificate where one is expected");
    }
    return found;
  }

  /** DER of what stands between the marks. */
  static byte[] der(String text, String label) throws IOException {
    String begin = "-----BEGIN " + label + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf("-----END " + label + "-----");
    if (from < 0 || to < from) {
      throw new IOException("no " + label + " where one is expected");
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    } catch (IllegalArgumentException e) {
      throw new IOException("a " + label + " isn't base64", e);
    }
  }

  /** A text with the marks. */
  static String encode(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  /** A private key of whatever algorithm it is. */
  static PrivateKey privateKey(byte[] pkcs8) throws IOException {
    GeneralSecurityException last = null;
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw new IOException("the private key is none of " + ALGORITHMS + " in PKCS#8", last);
  }
}
