package io.mdis.trust.key;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** The public key that belongs to a private one: many files hold only the latter. */
final class PublicHalf {
  private PublicHalf() {}

  /** Throws IllegalArgumentException for keys that aren't on a curve of ECDSA. */
  static PublicKey of(PrivateKey key) throws IOException {
    if (!(key instanceof ECPrivateKey)) {
      throw new IllegalArgumentException("it is for " + key.getAlgorithm());
    }
    var secret =
        (ECPrivateKeyParameters)
            PrivateKeyFactory.createKey(PrivateKeyInfo.getInstance(key.getEncoded()));
    var point =
        new FixedPointCombMultiplier().multiply(secret.getParameters().getG(), secret.getD());
    var open = new ECPublicKeyParameters(point, secret.getParameters());
    return new JcaPEMKeyConverter()
        .getPublicKey(SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(open));
  }
}
