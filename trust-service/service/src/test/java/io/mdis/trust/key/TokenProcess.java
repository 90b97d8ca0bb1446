package io.mdis.trust.key;

import io.mdis.trust.key.SigningKeys.SigningKey;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.StatementType;
import io.mdis.trust.protocol.TrustKey;
import io.mdis.trust.protocol.TrustKeys;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Set;

/**
 * Puts a key into a token and signs with it, in a process of its own: SoftHSM takes its
 * configuration from the environment. Arguments: configuration of the provider, PKCS#12 file,
 * password of both.
 */
public final class TokenProcess {
  private TokenProcess() {}

  public static void main(String[] arguments) throws Exception {
    Path configuration = Path.of(arguments[0]);
    char[] pin = arguments[2].toCharArray();
    KeyStore file = KeyStore.getInstance(Path.of(arguments[1]).toFile(), pin);
    Provider provider = Security.getProvider("SunPKCS11").configure(configuration.toString());
    KeyStore token = KeyStore.getInstance("PKCS11", provider);
    token.load(null, pin);
    token.setKeyEntry(
        "trust", (PrivateKey) file.getKey("trust", pin), null, file.getCertificateChain("trust"));
    ((java.security.AuthProvider) provider).logout();

    SigningKey key = SigningKeys.pkcs11(configuration, "trust", pin);
    Envelope signed = Envelope.sign(StatementType.BASELINE, new byte[] {1, 2, 3}, key.signer());
    new TrustKeys(List.of(TrustKey.of(key.publicKey(), Set.of(StatementType.BASELINE))))
        .open(signed, StatementType.BASELINE);
    System.out.println("signed " + TrustKey.Algorithm.of(key.publicKey()));
    try {
      SigningKeys.pkcs11(configuration, "another", pin);
    } catch (io.mdis.trust.TrustException e) {
      System.out.println("refused " + e.problem());
    }
  }
}
