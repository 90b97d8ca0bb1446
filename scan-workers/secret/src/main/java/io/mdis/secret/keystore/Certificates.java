package io.mdis.secret.keystore;

import io.mdis.secret.detect.CheckHit;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.DSAPublicKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.operator.DefaultAlgorithmNameFinder;

/** Judges X.509 certificates (RFC 5280). */
final class Certificates {
  private static final int MAX_SUBJECT = 200;
  private static final int MAX_CHAIN = 10;

  private final String path;
  private final List<CheckHit> hits;

  Certificates(String path, List<CheckHit> hits) {
    this.path = path;
    this.hits = hits;
  }

  /** Whether so many in a file without a key are authorities to be trusted, not a chain. */
  static boolean isBundle(List<X509CertificateHolder> certificates) {
    return certificates.size() > MAX_CHAIN;
  }

  /** Adds what is wrong with each. */
  void add(List<X509CertificateHolder> certificates) {
    certificates.forEach(this::add);
  }

  /**
   * Adds what is wrong with a certificate. Whether it has expired is left to whoever knows the
   * time: the check is always added, with the end in its details.
   */
  void add(X509CertificateHolder certificate) {
    try {
      judge(certificate);
    } catch (RuntimeException e) {
      // Bouncy Castle decodes late: texts, times or parameters in it are none.
    }
  }

  private void judge(X509CertificateHolder certificate) {
    if (isAuthority(certificate)) {
      return; // Trusting an authority is no secret, and its signature of itself says nothing.
    }
    int bits = strength(certificate);
    String signature =
        new DefaultAlgorithmNameFinder().getAlgorithmName(certificate.getSignatureAlgorithm());
    Map<String, String> details = new TreeMap<>();
    String subject = certificate.getSubject().toString();
    details.put("subject", subject.substring(0, Math.min(subject.length(), MAX_SUBJECT)));
    details.put("notAfter", certificate.getNotAfter().toInstant().toString());
    details.put("signature", signature);
    details.put("keyBits", Integer.toString(bits));
    hits.add(new CheckHit("certificate-expired", path, 0, null, null, details));
    if (bits > 0 && bits < (isCurve(certificate) ? 224 : 2048)) {
      hits.add(new CheckHit("certificate-weak-key", path, 0, null, null, details));
    }
    String name = signature.toUpperCase(Locale.ROOT);
    if (name.startsWith("MD") || name.startsWith("SHA1")) {
      hits.add(new CheckHit("certificate-weak-signature", path, 0, null, null, details));
    }
  }

  private static boolean isAuthority(X509CertificateHolder certificate) {
    Extension extension = certificate.getExtension(Extension.basicConstraints);
    boolean authority =
        extension != null && BasicConstraints.getInstance(extension.getParsedValue()).isCA();
    return authority && certificate.getSubject().equals(certificate.getIssuer());
  }

  private static boolean isCurve(X509CertificateHolder certificate) {
    return key(certificate) instanceof ECPublicKeyParameters;
  }

  /** Bits of the key; 0 for kinds without a choice, and for one that can't be read. */
  private static int strength(X509CertificateHolder certificate) {
    return switch (key(certificate)) {
      case RSAKeyParameters rsa -> rsa.getModulus().bitLength();
      case DSAPublicKeyParameters dsa -> dsa.getParameters().getP().bitLength();
      case ECPublicKeyParameters curve -> curve.getParameters().getCurve().getFieldSize();
      case null, default -> 0;
    };
  }

  private static AsymmetricKeyParameter key(X509CertificateHolder certificate) {
    try {
      return PublicKeyFactory.createKey(certificate.getSubjectPublicKeyInfo());
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }
}
