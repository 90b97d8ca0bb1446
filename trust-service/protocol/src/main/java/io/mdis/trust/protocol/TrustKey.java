package io.mdis.trust.protocol;

import io.mdis.image.registry.ContentDigest;
import io.mdis.image.tar.ByteString;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * A public key that statements are checked with.
 *
 * @param keyId SHA-256 of {@code publicKey} in 64 hex digits; computed again, never believed
 * @param algorithm of its signatures
 * @param publicKey SubjectPublicKeyInfo in DER (RFC 5280)
 * @param signs the statements that it may sign
 * @param retiredAt since when it signs nothing new; null while it does. A retired key still
 *     verifies: a key that leaked is removed instead
 */
public record TrustKey(
    String keyId,
    Algorithm algorithm,
    ByteString publicKey,
    Set<StatementType> signs,
    Instant retiredAt) {

  /** Signature algorithms that are taken (RFC 8032, FIPS 186-5). */
  public enum Algorithm {
    ED25519("Ed25519", "Ed25519"),
    ECDSA_P384("EC", "SHA384withECDSA");

    private final String keyFactory;
    private final String signature;

    Algorithm(String keyFactory, String signature) {
      this.keyFactory = keyFactory;
      this.signature = signature;
    }

    /** Name of the signature in the Java security standard. */
    public String signature() {
      return signature;
    }

    /** That of a key; throws IllegalArgumentException when it is none of these. */
    public static Algorithm of(PublicKey key) {
      return switch (key) {
        case EdECPublicKey ed when ed.getParams().getName().equals("Ed25519") -> ED25519;
        case ECPublicKey ec when ec.getParams().getCurve().getField().getFieldSize() == 384 ->
            ECDSA_P384;
        default ->
            throw new IllegalArgumentException(
                "statements are signed with Ed25519 or ECDSA P-384, not with "
                    + key.getAlgorithm());
      };
    }
  }

  /** Checks that the key's name is its own; throws IllegalArgumentException. */
  public TrustKey {
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(publicKey, "publicKey");
    signs = Set.copyOf(signs);
    if (!keyId(publicKey.toBytes()).equals(keyId)) {
      throw new IllegalArgumentException("key " + keyId + " has another name than its own");
    }
  }

  /** A key that signs; throws IllegalArgumentException for one of another algorithm. */
  public static TrustKey of(PublicKey key, Set<StatementType> signs) {
    byte[] der = key.getEncoded();
    return new TrustKey(keyId(der), Algorithm.of(key), ByteString.of(der), signs, null);
  }

  /** SHA-256 of a SubjectPublicKeyInfo in hex. */
  public static String keyId(byte[] publicKey) {
    return ContentDigest.of(publicKey, "sha256").hex();
  }

  /** The same, retired. */
  public TrustKey retired(Instant at) {
    return new TrustKey(keyId, algorithm, publicKey, signs, at);
  }

  /** The key for Java; throws GeneralSecurityException when it isn't what it says it is. */
  PublicKey javaKey() throws GeneralSecurityException {
    PublicKey key =
        KeyFactory.getInstance(algorithm.keyFactory)
            .generatePublic(new X509EncodedKeySpec(publicKey.toBytes()));
    if (Algorithm.of(key) != algorithm) {
      throw new InvalidKeyException("key " + keyId + " isn't for " + algorithm);
    }
    return key;
  }

  static boolean verifies(PublicKey key, Algorithm algorithm, byte[] message, byte[] signature) {
    try {
      Signature check = Signature.getInstance(algorithm.signature());
      check.initVerify(key);
      check.update(message);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      // A signature of another form than the key's is none of it.
      return false;
    }
  }
}
