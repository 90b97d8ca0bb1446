package io.mdis.agent.enrol;

import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A new key, and the request to certify it (PKCS#10, RFC 2986).
 *
 * @param key of ECDSA on P-384
 * @param pem the request
 */
record SigningRequest(KeyPair key, String pem) {

  /** For a host. */
  static SigningRequest of(HostName host) throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp384r1"));
      KeyPair key = generator.generateKeyPair();
      byte[] request =
          new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=" + host), key.getPublic())
              .build(new JcaContentSignerBuilder("SHA384withECDSA").build(key.getPrivate()))
              .getEncoded();
      return new SigningRequest(key, Pem.encode("CERTIFICATE REQUEST", request));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IOException("no request for a certificate could be made", e);
    }
  }
}
