package io.mdis.trust.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes certificates (RFC 5280), signed with ECDSA P-384 and SHA-384. */
final class CertificateMaker {
  /** A host whose clock is a little behind must be able to use its certificate at once. */
  private static final Duration BACKDATED = Duration.ofMinutes(5);

  private static final int SERIAL_BITS = 127;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Who signs. */
  record Issuer(X509Certificate certificate, PrivateKey key) {}

  private CertificateMaker() {}

  static KeyPair keyPair(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no curve " + curve, e);
    }
  }

  /**
   * An authority.
   *
   * @param by who signs; without a certificate it is a root that signs itself
   * @param below authorities that may follow in a chain
   */
  static X509Certificate authority(
      X500Principal subject, PublicKey key, Issuer by, Instant now, Duration lasts, int below) {
    try {
      X509v3CertificateBuilder builder = builder(subject, key, by, now, lasts);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(below));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return signed(builder, by);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no certificate for " + subject, e);
    }
  }

  /** That of a host, for {@code clientAuth}, or of the service, for {@code serverAuth}. */
  static X509Certificate leaf(
      String name,
      List<GeneralName> names,
      PublicKey key,
      KeyPurposeId purpose,
      Issuer issuer,
      Instant now,
      Duration lasts) {
    try {
      X509v3CertificateBuilder builder =
          builder(new X500Principal("CN=" + name), key, issuer, now, lasts);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(names.toArray(GeneralName[]::new)));
      return signed(builder, issuer);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no certificate for " + name, e);
    }
  }

  private static X509v3CertificateBuilder builder(
      X500Principal subject, PublicKey key, Issuer issuer, Instant now, Duration lasts)
      throws IOException, GeneralSecurityException {
    X500Principal by =
        issuer.certificate() == null ? subject : issuer.certificate().getSubjectX500Principal();
    Instant end = now.plus(lasts);
    if (issuer.certificate() != null) {
      Instant last = issuer.certificate().getNotAfter().toInstant();
      end = end.isAfter(last) ? last : end;
    }
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            X500Name.getInstance(by.getEncoded()),
            new BigInteger(SERIAL_BITS, RANDOM).add(BigInteger.ONE),
            Date.from(now.minus(BACKDATED)),
            Date.from(end),
            X500Name.getInstance(subject.getEncoded()),
            key);
    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
    ASN1ObjectIdentifier subjectId = Extension.subjectKeyIdentifier;
    builder.addExtension(subjectId, false, ids.createSubjectKeyIdentifier(key));
    if (issuer.certificate() != null) {
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          ids.createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
    }
    return builder;
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, Issuer issuer)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA384withECDSA").build(issuer.key())));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}
