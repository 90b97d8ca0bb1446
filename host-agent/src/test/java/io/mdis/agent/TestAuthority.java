package io.mdis.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;

/** A certificate authority of the test's own. */
final class TestAuthority {
  private static final X500Name ROOT = new X500Name("CN=test root");

  private final AtomicLong serial = new AtomicLong(1);
  private final KeyPair key = newKey();
  final X509Certificate root = certificate(ROOT, key.getPublic(), true, Duration.ofDays(1));

  /** The certificate of a request. */
  String sign(String csr, Duration validity) throws IOException {
    String base64 = csr.replaceAll("-----[^-]+-----|\\s", "");
    var request = new PKCS10CertificationRequest(Base64.getDecoder().decode(base64));
    SubjectPublicKeyInfo subject = request.getSubjectPublicKeyInfo();
    try {
      return pem(certificate(request.getSubject(), subject, false, validity));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** TLS of a server at 127.0.0.1 that knows clients by certificates of this authority. */
  SSLContext server() throws GeneralSecurityException, IOException {
    KeyPair own = newKey();
    X509Certificate certificate =
        certificate(new X500Name("CN=trust"), own.getPublic(), false, Duration.ofDays(1));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "k", own.getPrivate(), new char[0], new X509Certificate[] {certificate, root});
    store.setCertificateEntry("root", root);
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, new char[0]);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  static String pem(X509Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate certificate(
      X500Name subject, PublicKey of, boolean authority, Duration validity) {
    try {
      return certificate(
          subject, SubjectPublicKeyInfo.getInstance(of.getEncoded()), authority, validity);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private X509Certificate certificate(
      X500Name subject, SubjectPublicKeyInfo of, boolean authority, Duration validity)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    Instant now = Instant.now();
    var builder =
        new X509v3CertificateBuilder(
            ROOT,
            BigInteger.valueOf(serial.getAndIncrement()),
            Date.from(now.minusSeconds(60)),
            Date.from(now.plus(validity)),
            subject,
            of);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
    if (!authority) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
    }
    byte[] der =
        builder
            .build(new JcaContentSignerBuilder("SHA384withECDSA").build(key.getPrivate()))
            .getEncoded();
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(384);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
