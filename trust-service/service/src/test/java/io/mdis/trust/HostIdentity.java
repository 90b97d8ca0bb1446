package io.mdis.trust;

import io.mdis.trust.protocol.Enrolled;
import io.mdis.trust.protocol.HostName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A host's key pair, its requests for certificates, and its TLS. */
public final class HostIdentity {
  private final KeyPair pair;

  public HostIdentity() {
    this("secp256r1");
  }

  public HostIdentity(String curve) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(curve));
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  public KeyPair pair() {
    return pair;
  }

  public String csr(HostName host) {
    return csr("CN=" + host, this);
  }

  /** A request with this one's public key, signed by another's private one. */
  public String csr(String subject, HostIdentity signer) {
    try {
      var request =
          new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), pair.getPublic())
              .build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(signer.pair.getPrivate()));
      return io.mdis.trust.key.PemKeys.pem("CERTIFICATE REQUEST", request.getEncoded());
    } catch (IOException | org.bouncycastle.operator.OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  public static X509Certificate leaf(Enrolled enrolled) {
    return (X509Certificate) certificates(enrolled.certificate()).iterator().next();
  }

  /** TLS that trusts a root, and shows a certificate when there is one. */
  public SSLContext tls(String rootPem, String chainPem) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("root", certificates(rootPem).iterator().next());
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(chainPem), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private KeyManager[] keyManagers(String chainPem) throws GeneralSecurityException, IOException {
    if (chainPem == null) {
      return null;
    }
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry(
        "host", pair.getPrivate(), new char[0], certificates(chainPem).toArray(Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, new char[0]);
    return keys.getKeyManagers();
  }

  /** Those of a PEM text, in its order. */
  public static List<Certificate> certificates(String pem) {
    try {
      return List.copyOf(
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
