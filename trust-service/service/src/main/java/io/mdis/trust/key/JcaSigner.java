package io.mdis.trust.key;

import io.mdis.trust.protocol.Signer;
import io.mdis.trust.protocol.TrustKey;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Set;

/** Signs through a provider of the JDK; a null provider is the one that it chooses. */
record JcaSigner(String keyId, TrustKey.Algorithm algorithm, PrivateKey key, Provider provider)
    implements Signer {

  static JcaSigner of(PrivateKey key, PublicKey publicKey, Provider provider) {
    TrustKey named = TrustKey.of(publicKey, Set.of());
    return new JcaSigner(named.keyId(), named.algorithm(), key, provider);
  }

  @Override
  public byte[] sign(byte[] message) {
    try {
      Signature signature =
          provider == null
              ? Signature.getInstance(algorithm.signature())
              : Signature.getInstance(algorithm.signature(), provider);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("key " + keyId + " can't be used: " + e.getMessage(), e);
    }
  }

  @Override
  public String toString() {
    return "JcaSigner[" + keyId + "]";
  }
}
