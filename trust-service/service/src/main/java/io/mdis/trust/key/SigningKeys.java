package io.mdis.trust.key;

import io.mdis.trust.TrustException;
import io.mdis.trust.TrustProblem;
import io.mdis.trust.disk.DurableFile;
import io.mdis.trust.protocol.Signer;
import io.mdis.trust.protocol.TrustKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Opens private keys wherever they are kept. */
public final class SigningKeys {

  /**
   * A key that can sign.
   *
   * @param signer signs
   * @param publicKey that checks it
   */
  public record SigningKey(Signer signer, PublicKey publicKey) {}

  private SigningKeys() {}

  /** Of a PEM file, Ed25519 or ECDSA P-384, such as one of a mounted secret; throws KEYS. */
  public static SigningKey file(Path file) throws IOException {
    PrivateKeyInfo info = PemKeys.privateKey(file);
    try {
      if (PrivateKeyFactory.createKey(info) instanceof Ed25519PrivateKeyParameters key) {
        return ed25519(key);
      }
      PrivateKey key = new JcaPEMKeyConverter().getPrivateKey(info);
      PublicKey publicKey = PublicHalf.of(key);
      TrustKey.Algorithm.of(publicKey);
      return new SigningKey(JcaSigner.of(key, publicKey, null), publicKey);
    } catch (IOException | RuntimeException e) {
      throw new TrustException(
          TrustProblem.KEYS,
          "key file " + file + " holds no key for Ed25519 or ECDSA P-384: " + e.getMessage());
    }
  }

  /** Of a PEM file; one that isn't there is made, for Ed25519. */
  public static SigningKey fileOrNew(Path file) throws IOException {
    if (!Files.exists(file)) {
      var key = new Ed25519PrivateKeyParameters(new SecureRandom());
      byte[] der = PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded();
      DurableFile.create(file, PemKeys.pem("PRIVATE KEY", der));
    }
    return file(file);
  }

  /**
   * Of a PKCS#11 token, ECDSA P-384 with a certificate beside it; throws KEYS.
   *
   * @param configuration file for Java's PKCS#11 provider ("PKCS#11 Reference Guide")
   * @param alias label of the key
   * @param pin of the token
   */
  public static SigningKey pkcs11(Path configuration, String alias, char[] pin) throws IOException {
    String where = "PKCS#11 key \"" + alias + "\" of " + configuration;
    try {
      Provider provider = Security.getProvider("SunPKCS11").configure(configuration.toString());
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, pin);
      if (!(store.getKey(alias, null) instanceof PrivateKey key)
          || store.getCertificate(alias) == null) {
        throw new TrustException(
            TrustProblem.KEYS, where + " isn't there, or has no certificate beside it");
      }
      PublicKey publicKey = store.getCertificate(alias).getPublicKey();
      return new SigningKey(JcaSigner.of(key, publicKey, provider), publicKey);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new TrustException(TrustProblem.KEYS, where + " can't be used: " + e.getMessage(), e);
    }
  }

  private static SigningKey ed25519(Ed25519PrivateKeyParameters key) throws IOException {
    SubjectPublicKeyInfo info =
        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key.generatePublicKey());
    PublicKey publicKey = new JcaPEMKeyConverter().getPublicKey(info);
    String keyId = TrustKey.of(publicKey, Set.of()).keyId();
    return new SigningKey(new Ed25519Signer(keyId, key), publicKey);
  }
}
