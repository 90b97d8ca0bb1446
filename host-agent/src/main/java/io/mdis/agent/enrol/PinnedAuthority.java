package io.mdis.agent.enrol;

import io.mdis.trust.protocol.EnrolmentToken;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a service whose chain ends at the root with a known fingerprint. The service sends its
 * root along, as nothing else is known of it before the enrolment; its name is checked as always.
 */
final class PinnedAuthority extends X509ExtendedTrustManager {
  private final String fingerprint;

  PinnedAuthority(String fingerprint) {
    this.fingerprint = fingerprint;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    root(chain).checkServerTrusted(chain, type, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    root(chain).checkServerTrusted(chain, type, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("the name of the service can't be checked");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("there are no clients here");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  private X509ExtendedTrustManager root(X509Certificate[] chain) throws CertificateException {
    for (X509Certificate one : chain) {
      if (EnrolmentToken.fingerprint(one).equals(fingerprint)) {
        try {
          return (X509ExtendedTrustManager) ClientTls.trusting(List.of(one))[0];
        } catch (GeneralSecurityException | IOException e) {
          throw new CertificateException("the authority can't be used", e);
        }
      }
    }
    throw new CertificateException(
        "the service isn't the one that the token was made for: no certificate with SHA-256 "
            + fingerprint);
  }
}
