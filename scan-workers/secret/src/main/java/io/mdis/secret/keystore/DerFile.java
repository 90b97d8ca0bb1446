package io.mdis.secret.keystore;

import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.SecretHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** A file in DER: one of the key stores that are, a key, or a certificate. */
final class DerFile {
  private final String path;
  private final SecretHash hash;

  DerFile(String path, SecretHash hash) {
    this.path = path;
    this.hash = hash;
  }

  void read(byte[] bytes, List<CheckHit> hits) {
    ASN1Sequence sequence;
    try {
      sequence = ASN1Sequence.getInstance(ASN1Primitive.fromByteArray(bytes));
    } catch (IOException | RuntimeException e) {
      return; // No DER at all.
    }
    if (!new Pkcs12File(path, hash).read(bytes, hits)
        && !new BouncyStore(path, hash).read(sequence, bytes, hits)
        && !key(sequence, hits)
        && !lockedKey(sequence, hits)) {
      certificate(bytes, hits);
    }
  }

  private boolean key(ASN1Sequence sequence, List<CheckHit> hits) {
    Optional<String> format = format(sequence);
    format.ifPresent(
        name -> {
          String value = new String(encoded(sequence), StandardCharsets.ISO_8859_1);
          Map<String, String> details = Map.of("format", name);
          hits.add(
              new CheckHit("private-key-file", path, 0, "private key", hash.of(value), details));
        });
    return format.isPresent();
  }

  private static byte[] encoded(ASN1Sequence sequence) {
    try {
      return sequence.getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("what was decoded can be encoded", e);
    }
  }

  /** PKCS #8 (RFC 5208), PKCS #1 (RFC 8017) or SEC 1 (RFC 5915). */
  private static Optional<String> format(ASN1Sequence sequence) {
    try {
      PrivateKeyFactory.createKey(PrivateKeyInfo.getInstance(sequence));
      return Optional.of("PKCS8");
    } catch (IOException | RuntimeException e) {
      // Another one.
    }
    try {
      if (sequence.size() >= 9
          && RSAPrivateKey.getInstance(sequence).getModulus().bitLength() >= 512) {
        return Optional.of("PKCS1");
      }
      if (sequence.size() >= 2
          && sequence.size() <= 4
          && ECPrivateKey.getInstance(sequence).getKey().bitLength() > 128
          && ECPrivateKey.getInstance(sequence).getParametersObject() != null) {
        return Optional.of("SEC1");
      }
    } catch (RuntimeException e) {
      // No key at all.
    }
    return Optional.empty();
  }

  private boolean lockedKey(ASN1Sequence sequence, List<CheckHit> hits) {
    try {
      PKCS8EncryptedPrivateKeyInfo key =
          new PKCS8EncryptedPrivateKeyInfo(EncryptedPrivateKeyInfo.getInstance(sequence));
      if (Passphrases.isEncryption(key.toASN1Structure().getEncryptionAlgorithm())) {
        hits.add(new KeyStoreFile(path, "PKCS8", List.of(), hash).told(Passphrases.find(key)));
        return true;
      }
    } catch (RuntimeException e) {
      // Something else.
    }
    return false;
  }

  private void certificate(byte[] bytes, List<CheckHit> hits) {
    try {
      new Certificates(path, hits).add(new X509CertificateHolder(bytes));
    } catch (IOException | RuntimeException e) {
      // Something else in DER.
    }
  }
}
