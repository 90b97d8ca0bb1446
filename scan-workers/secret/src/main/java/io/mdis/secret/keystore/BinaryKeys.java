package io.mdis.secret.keystore;

import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.Redaction;
import io.mdis.secret.detect.SecretHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.bc.EncryptedObjectStoreData;
import org.bouncycastle.asn1.bc.ObjectStore;
import org.bouncycastle.asn1.bc.PbkdMacIntegrityCheck;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilderProvider;

/** Files in DER: PKCS #12 (RFC 7292), Bouncy Castle's BCFKS, keys and certificates alone. */
final class BinaryKeys {
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  private final String path;
  private final SecretHash hash;

  BinaryKeys(String path, SecretHash hash) {
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
    if (!pkcs12(bytes, hits) && !bcfks(sequence, bytes, hits) && !key(sequence, hits)) {
      certificate(bytes, hits);
    }
  }

  private boolean pkcs12(byte[] bytes, List<CheckHit> hits) {
    PKCS12PfxPdu pfx;
    long iterations;
    try {
      pfx = new PKCS12PfxPdu(bytes);
      iterations =
          pfx.hasMac()
              ? pfx.toASN1Structure().getMacData().getIterationCount().longValueExact()
              : -1;
    } catch (IOException | RuntimeException e) {
      return false;
    }
    // The seal is computed from the password alone, so nothing needs to be decrypted.
    Optional<String> password =
        Passphrases.find(iterations > 1_000_000 ? -1 : iterations, word -> isSeal(pfx, word));
    tell("PKCS12", password, hits);
    return true;
  }

  private static boolean isSeal(PKCS12PfxPdu pfx, String word) {
    try {
      return pfx.isMacValid(
          new BcPKCS12MacCalculatorBuilderProvider(BcDefaultDigestProvider.INSTANCE),
          word.toCharArray());
    } catch (PKCSException | RuntimeException e) {
      return false;
    }
  }

  private boolean bcfks(ASN1Sequence sequence, byte[] bytes, List<CheckHit> hits) {
    long cost;
    try {
      ObjectStore store = ObjectStore.getInstance(sequence);
      long seal =
          Passphrases.derivation(
              kdf(
                  PbkdMacIntegrityCheck.getInstance(
                      store.getIntegrityCheck().getIntegrityCheck())));
      long content =
          store.getStoreData() instanceof EncryptedObjectStoreData encrypted
              ? Passphrases.iterations(encrypted.getEncryptionAlgorithm())
              : 0;
      cost = seal < 0 || content < 0 ? -1 : seal + content;
    } catch (RuntimeException e) {
      return false;
    }
    tell("BCFKS", Passphrases.find(cost, word -> opens(bytes, word)), hits);
    return true;
  }

  private static org.bouncycastle.asn1.x509.AlgorithmIdentifier kdf(PbkdMacIntegrityCheck check) {
    return new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
        check.getPbkdAlgorithm().getAlgorithm(), check.getPbkdAlgorithm().getParameters());
  }

  private static boolean opens(byte[] bytes, String word) {
    try {
      KeyStore store = KeyStore.getInstance("BCFKS", PROVIDER);
      store.load(new ByteArrayInputStream(bytes), word.toCharArray());
      return true;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }

  /** PKCS #8 (RFC 5208) or PKCS #1 (RFC 8017). */
  private boolean key(ASN1Sequence sequence, List<CheckHit> hits) {
    String format;
    try {
      PrivateKeyFactory.createKey(PrivateKeyInfo.getInstance(sequence));
      format = "PKCS8";
    } catch (IOException | RuntimeException e) {
      try {
        if (sequence.size() < 9
            || RSAPrivateKey.getInstance(sequence).getModulus().bitLength() < 512) {
          return false;
        }
        format = "PKCS1";
      } catch (RuntimeException other) {
        return false;
      }
    }
    try {
      String value = new String(sequence.getEncoded(), StandardCharsets.ISO_8859_1);
      hits.add(
          new CheckHit(
              "private-key-file",
              path,
              0,
              "private key",
              hash.of(value),
              Map.of("format", format)));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void certificate(byte[] bytes, List<CheckHit> hits) {
    try {
      new Certificates(path, hits).add(new X509CertificateHolder(bytes));
    } catch (IOException | RuntimeException e) {
      // Something else in DER.
    }
  }

  private void tell(String format, Optional<String> password, List<CheckHit> hits) {
    Map<String, String> details = Map.of("format", format);
    hits.add(
        password
            .map(
                word ->
                    new CheckHit(
                        "key-store-open", path, 0, Redaction.of(word), hash.of(word), details))
            .orElseGet(() -> new CheckHit("key-store-locked", path, 0, null, null, details)));
  }
}
