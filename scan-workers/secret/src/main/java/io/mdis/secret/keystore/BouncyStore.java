package io.mdis.secret.keystore;

import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.SecretHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.bc.EncryptedObjectStoreData;
import org.bouncycastle.asn1.bc.ObjectStore;
import org.bouncycastle.asn1.bc.PbkdMacIntegrityCheck;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** A key store of Bouncy Castle's kind for FIPS, BCFKS; all that is in it is hidden. */
final class BouncyStore {
  private final String path;
  private final SecretHash hash;

  BouncyStore(String path, SecretHash hash) {
    this.path = path;
    this.hash = hash;
  }

  /** False when it is none. */
  boolean read(ASN1Sequence sequence, byte[] bytes, List<CheckHit> hits) {
    long cost;
    try {
      cost = cost(ObjectStore.getInstance(sequence));
      cost += cost < 0 ? 0 : bytes.length / Passphrases.BYTES_OF_ITERATION;
    } catch (RuntimeException e) {
      return false;
    }
    List<String> keys = new ArrayList<>();
    Passphrases.Trial trial = Passphrases.find(cost, word -> opens(bytes, word, keys));
    if (trial.word().isEmpty() || !keys.isEmpty()) {
      hits.add(new KeyStoreFile(path, "BCFKS", keys, hash).told(trial));
    }
    return true;
  }

  /** Of one try, which computes the seal and opens the content. */
  private static long cost(ObjectStore store) {
    AlgorithmIdentifier function =
        AlgorithmIdentifier.getInstance(
            PbkdMacIntegrityCheck.getInstance(store.getIntegrityCheck().getIntegrityCheck())
                .getPbkdAlgorithm());
    long seal = Passphrases.derivation(function);
    long content =
        store.getStoreData() instanceof EncryptedObjectStoreData encrypted
            ? Passphrases.iterations(encrypted.getEncryptionAlgorithm())
            : 0;
    return seal < 0 || content < 0 ? -1 : seal + content;
  }

  private static boolean opens(byte[] bytes, String word, List<String> keys) {
    try {
      KeyStore store = KeyStore.getInstance("BCFKS", Passphrases.PROVIDER);
      store.load(new ByteArrayInputStream(bytes), word.toCharArray());
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          keys.add(alias);
        }
      }
      return true;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }
}
