package io.mdis.secret.keystore;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Key pairs with certificates, made for a test. */
record TestCertificates(KeyPair pair, X509Certificate certificate) {

  static TestCertificates rsa(int bits, String signature) {
    return make("RSA", bits, signature, false);
  }

  static TestCertificates curve(int bits) {
    return make("EC", bits, "SHA256withECDSA", false);
  }

  static TestCertificates authority() {
    return make("EC", 256, "SHA256withECDSA", true);
  }

  /** A key store of the platform's with that key, and the certificate. */
  KeyStore store(String kind, String password) {
    try {
      KeyStore store = KeyStore.getInstance(kind);
      store.load(null, null);
      char[] word = password.toCharArray();
      store.setKeyEntry("server", pair.getPrivate(), word, new X509Certificate[] {certificate});
      return store;
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TestCertificates make(String kind, int bits, String signature, boolean authority) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      generator.initialize(bits);
      KeyPair pair = generator.generateKeyPair();
      X500Name name = new X500Name("CN=shop.internal,O=Shop");
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.TWO,
              Date.from(Instant.parse("2020-01-01T00:00:00Z")),
              Date.from(Instant.parse("2021-01-01T00:00:00Z")),
              name,
              pair.getPublic());
      if (authority) {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      }
      return new TestCertificates(
          pair,
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(new JcaContentSignerBuilder(signature).build(pair.getPrivate()))));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }
}
