package io.mdis.secret.keystore;

import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.SecretHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.pkcs.PKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.bc.BcPKCS12PBMac1CalculatorBuilderProvider;

/**
 * A file of PKCS #12 (RFC 7292; its seal also as in RFC 9579). Most makers hide certificates and
 * leave it to be seen that there is a key; a store that has none for certain is not told of.
 */
final class Pkcs12File {
  private static final int MAX_BAGS = 200;

  private final String path;
  private final SecretHash hash;
  private final List<PKCS12SafeBag> keys = new ArrayList<>();
  private final List<X509CertificateHolder> certificates = new ArrayList<>();
  private boolean hidden;

  Pkcs12File(String path, SecretHash hash) {
    this.path = path;
    this.hash = hash;
  }

  /** False when it is none. */
  boolean read(byte[] bytes, List<CheckHit> hits) {
    PKCS12PfxPdu file;
    try {
      file = new PKCS12PfxPdu(bytes);
      for (ContentInfo content : file.getContentInfos()) {
        if (content.getContentType().equals(PKCSObjectIdentifiers.data)) {
          take(new PKCS12SafeBagFactory(content));
        } else {
          hidden = true;
        }
      }
    } catch (IOException | RuntimeException e) {
      return false;
    }
    Passphrases.Trial trial = trial(file, bytes.length / Passphrases.BYTES_OF_ITERATION);
    trial.word().ifPresent(word -> uncover(file, word));
    if (!keys.isEmpty() || hidden) {
      List<String> names = keys.stream().map(Pkcs12File::name).filter(n -> !n.isEmpty()).toList();
      hits.add(new KeyStoreFile(path, "PKCS12", names, hash).told(trial));
    }
    if (!keys.isEmpty() || !Certificates.isBundle(certificates)) {
      new Certificates(path, hits).add(certificates);
    }
    return true;
  }

  private void take(PKCS12SafeBagFactory factory) {
    for (PKCS12SafeBag bag : factory.getSafeBags()) {
      if (keys.size() + certificates.size() >= MAX_BAGS) {
        return;
      }
      if (bag.getType().equals(PKCSObjectIdentifiers.keyBag)
          || bag.getType().equals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag)
          || bag.getType().equals(PKCSObjectIdentifiers.secretBag)) {
        keys.add(bag);
      } else if (bag.getBagValue() instanceof X509CertificateHolder certificate) {
        certificates.add(certificate);
      }
    }
  }

  /** The seal is computed from the password alone, so nothing needs to be opened to try one. */
  private Passphrases.Trial trial(PKCS12PfxPdu file, int size) {
    if (file.hasMac()) {
      AlgorithmIdentifier algorithm = file.getMacAlgorithmID();
      boolean derived = algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBMAC1);
      PKCS12MacCalculatorBuilderProvider seal =
          derived
              ? new BcPKCS12PBMac1CalculatorBuilderProvider()
              : new BcPKCS12MacCalculatorBuilderProvider(BcDefaultDigestProvider.INSTANCE);
      long iterations =
          derived ? derivation(algorithm) : iterations(file.toASN1Structure().getMacData());
      return Passphrases.find(
          iterations < 0 ? -1 : iterations + size, word -> isSeal(file, seal, word));
    }
    if (keys.stream().anyMatch(bag -> bag.getType().equals(PKCSObjectIdentifiers.keyBag))) {
      return new Passphrases.Trial(Optional.of(""), "yes"); // It lies open.
    }
    for (PKCS12SafeBag bag : keys) {
      if (bag.getBagValue() instanceof PKCS8EncryptedPrivateKeyInfo key) {
        return Passphrases.find(key);
      }
    }
    return new Passphrases.Trial(Optional.empty(), "no: the file has no seal");
  }

  private static long derivation(AlgorithmIdentifier seal) {
    try {
      return Passphrases.derivation(
          AlgorithmIdentifier.getInstance(
              PBMAC1Params.getInstance(seal.getParameters()).getKeyDerivationFunc()));
    } catch (RuntimeException e) {
      return -1;
    }
  }

  private static long iterations(MacData seal) {
    return seal.getIterationCount().bitLength() > 31 ? -1 : seal.getIterationCount().intValue();
  }

  /** OpenSSL ends also an empty password with a null character, others do not. */
  private static boolean isSeal(
      PKCS12PfxPdu file, PKCS12MacCalculatorBuilderProvider seal, String word) {
    try {
      return file.isMacValid(seal, word.toCharArray())
          || (word.isEmpty() && file.isMacValid(seal, new char[1]));
    } catch (PKCSException | RuntimeException e) {
      return false;
    }
  }

  /** Looks into what the password opens; afterwards nothing is hidden. */
  private void uncover(PKCS12PfxPdu file, String word) {
    for (ContentInfo content : file.getContentInfos()) {
      if (content.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
        AlgorithmIdentifier encryption =
            EncryptedData.getInstance(content.getContent()).getEncryptionAlgorithm();
        try {
          if (!Passphrases.isBearable(Passphrases.iterations(encryption))) {
            return;
          }
          take(uncovered(content, word));
        } catch (PKCSException | RuntimeException e) {
          return;
        }
      }
    }
    hidden = false;
  }

  private static PKCS12SafeBagFactory uncovered(ContentInfo content, String word)
      throws PKCSException {
    try {
      return new PKCS12SafeBagFactory(content, Passphrases.decryptor(word.toCharArray()));
    } catch (PKCSException e) {
      if (word.isEmpty()) {
        return new PKCS12SafeBagFactory(content, Passphrases.decryptor(new char[1]));
      }
      throw e;
    }
  }

  private static String name(PKCS12SafeBag bag) {
    Attribute[] attributes = bag.getAttributes();
    for (Attribute attribute : attributes == null ? new Attribute[0] : attributes) {
      if (attribute.getAttrType().equals(PKCS12SafeBag.friendlyNameAttribute)
          && attribute.getAttrValues().size() > 0) {
        return attribute.getAttributeValues()[0].toString();
      }
    }
    return "";
  }
}
