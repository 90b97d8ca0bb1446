package io.mdis.secret.keystore;

import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.Redaction;
import io.mdis.secret.detect.SecretHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A key store of Java's own old kind, JKS; without a key in it there is nothing to tell. */
final class JavaKeyStore {
  private static final int SHOWN = 5;

  private final String path;
  private final SecretHash hash;

  JavaKeyStore(String path, SecretHash hash) {
    this.path = path;
    this.hash = hash;
  }

  void read(byte[] bytes, List<CheckHit> hits) {
    List<String> keys = keys(bytes);
    if (keys.isEmpty()) {
      return;
    }
    Map<String, String> details =
        Map.of(
            "format",
            "JKS",
            "keys",
            String.join(", ", keys.subList(0, Math.min(SHOWN, keys.size()))));
    Optional<String> password = Passphrases.find(1, word -> opens(bytes, word));
    hits.add(
        password
            .map(
                word ->
                    new CheckHit(
                        "key-store-open", path, 0, Redaction.of(word), hash.of(word), details))
            .orElseGet(() -> new CheckHit("key-store-locked", path, 0, null, null, details)));
  }

  /** Names of the private keys, which the store does not hide. */
  private static List<String> keys(byte[] bytes) {
    try {
      KeyStore store = KeyStore.getInstance("JKS");
      store.load(new ByteArrayInputStream(bytes), null);
      List<String> keys = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          keys.add(alias);
        }
      }
      return keys;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return List.of(); // Not sound: nobody gets a key out of it.
    }
  }

  private static boolean opens(byte[] bytes, String word) {
    try {
      KeyStore store = KeyStore.getInstance("JKS");
      store.load(new ByteArrayInputStream(bytes), word.toCharArray());
      return true;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return false;
    }
  }
}
