package io.mdis.trust.authority;

import io.mdis.trust.TrustException;
import io.mdis.trust.TrustProblem;
import io.mdis.trust.protocol.HostName;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/**
 * A request for a certificate (PKCS#10, RFC 2986) that was checked: whoever made it has the private
 * key, and it is for one host. Nothing else that it asks for is granted.
 *
 * @param key to be certified
 */
record CertificateRequest(PublicKey key) {

  /** Reads and checks one; throws CSR_REFUSED. */
  static CertificateRequest of(String pem, HostName host) throws TrustException {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      if (!(parser.readObject() instanceof PKCS10CertificationRequest read)) {
        throw refused("it is no PEM block \"CERTIFICATE REQUEST\"", null);
      }
      var request = new JcaPKCS10CertificationRequest(read);
      PublicKey key = request.getPublicKey();
      if (!isTaken(key)) {
        throw refused("its key isn't one for ECDSA P-256, P-384 or Ed25519", null);
      }
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw refused("it isn't signed with its own key", null);
      }
      requireSubject(request, host);
      return new CertificateRequest(key);
    } catch (TrustException e) {
      throw e;
    } catch (IOException
        | GeneralSecurityException
        | OperatorCreationException
        | PKCSException
        | RuntimeException e) {
      throw refused("it can't be read: " + e.getMessage(), e);
    }
  }

  private static void requireSubject(PKCS10CertificationRequest request, HostName host)
      throws TrustException {
    RDN[] names = request.getSubject().getRDNs();
    boolean fits =
        names.length == 1
            && !names[0].isMultiValued()
            && names[0].getFirst().getType().equals(BCStyle.CN)
            && IETFUtils.valueToString(names[0].getFirst().getValue()).equals(host.value());
    if (!fits) {
      throw refused("its subject must be CN=" + host, null);
    }
  }

  private static boolean isTaken(PublicKey key) {
    return switch (key) {
      case ECPublicKey ec -> {
        int bits = ec.getParams().getCurve().getField().getFieldSize();
        yield bits == 256 || bits == 384;
      }
      case EdECPublicKey ed -> ed.getParams().getName().equals("Ed25519");
      default -> false;
    };
  }

  private static TrustException refused(String why, Exception cause) {
    return new TrustException(
        TrustProblem.CSR_REFUSED, "the request for a certificate is refused: " + why, cause);
  }
}
