package io.mdis.trust.authority;

import io.mdis.trust.TrustException;
import io.mdis.trust.TrustProblem;
import io.mdis.trust.key.PemKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Certificates as PEM. */
final class Certificates {
  private Certificates() {}

  static String pem(List<X509Certificate> chain) {
    StringBuilder text = new StringBuilder();
    for (X509Certificate certificate : chain) {
      try {
        text.append(PemKeys.pem("CERTIFICATE", certificate.getEncoded()));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a certificate that was made has a DER form", e);
      }
    }
    return text.toString();
  }

  static List<X509Certificate> read(Path file) throws IOException {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      byte[] text = PemKeys.text(file).getBytes(StandardCharsets.US_ASCII);
      for (Certificate one :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(text))) {
        chain.add((X509Certificate) one);
      }
    } catch (GeneralSecurityException e) {
      throw new TrustException(
          TrustProblem.KEYS, file + " holds no certificates: " + e.getMessage(), e);
    }
    if (chain.isEmpty()) {
      throw new TrustException(TrustProblem.KEYS, file + " holds no certificates");
    }
    return chain;
  }
}
