package io.mdis.agent.enrol;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** TLS towards the trust service. */
final class ClientTls {
  private static final char[] NO_PASSWORD = new char[0];

  private ClientTls() {}

  /** With a certificate of ours, towards certificates of the authorities. */
  static SSLContext of(Identity identity) throws IOException {
    try {
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null, null);
      own.setKeyEntry(
          "host",
          Pem.privateKey(identity.privateKey().toBytes()),
          NO_PASSWORD,
          Pem.certificates(identity.enrolled().certificate()).toArray(X509Certificate[]::new));
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(own, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(
          keys.getKeyManagers(),
          trusting(Pem.certificates(identity.enrolled().authorities())),
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the host's certificate can't be used: " + e.getMessage(), e);
    }
  }

  /** Without a certificate, towards the one authority that a token names. */
  static SSLContext of(String authority) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(null, new TrustManager[] {new PinnedAuthority(authority)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  static TrustManager[] trusting(List<X509Certificate> roots)
      throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    for (int i = 0; i < roots.size(); i++) {
      trusted.setCertificateEntry("root-" + i, roots.get(i));
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(trusted);
    return factory.getTrustManagers();
  }
}
