package io.mdis.secret.keystore;

import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.Redaction;
import io.mdis.secret.detect.SecretHash;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file that keeps private keys under a password, whatever its kind.
 *
 * @param path of the file
 * @param format as its makers call it
 * @param keys names of the keys in it, as far as they can be read
 * @param hash names the password
 */
record KeyStoreFile(String path, String format, List<String> keys, SecretHash hash) {
  private static final int SHOWN = 5;
  private static final int LONGEST_NAME = 60;

  KeyStoreFile {
    keys = List.copyOf(keys);
  }

  /** What is told of it after passwords were tried. */
  CheckHit told(Passphrases.Trial trial) {
    Map<String, String> details = new TreeMap<>();
    details.put("format", format);
    if (!keys.isEmpty()) {
      details.put("keys", shown());
    }
    if (trial.word().isPresent()) {
      String word = trial.word().get();
      return new CheckHit("key-store-open", path, 0, Redaction.of(word), hash.of(word), details);
    }
    details.put("tried", trial.tried());
    return new CheckHit("key-store-locked", path, 0, null, null, details);
  }

  /** Whoever made the store chose the names. */
  private String shown() {
    StringBuilder text = new StringBuilder();
    for (String key : keys.subList(0, Math.min(SHOWN, keys.size()))) {
      text.append(text.isEmpty() ? "" : ", ");
      key.substring(0, Math.min(LONGEST_NAME, key.length()))
          .chars()
          .forEach(c -> text.append(Character.isISOControl(c) ? '?' : (char) c));
    }
    return text.toString();
  }
}
