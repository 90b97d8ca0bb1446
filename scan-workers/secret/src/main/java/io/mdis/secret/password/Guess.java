package io.mdis.secret.password;

import java.util.List;
import java.util.Optional;

/** Tries common passwords on the hashes of one file, within a bound for the whole file. */
final class Guess {
  private int left;

  /** With that many hashes to compute. */
  Guess(int tries) {
    this.left = tries;
  }

  /** The password of a hash, where a common one fits. */
  Optional<String> of(String hash, String user) {
    PasswordScheme scheme = PasswordScheme.of(hash);
    List<String> words = CommonPasswords.of(user);
    int most = Math.min(scheme.tries(), words.size());
    for (int i = 0; i < most && left > 0; i++) {
      left--;
      if (scheme.matches(hash, words.get(i))) {
        return Optional.of(words.get(i));
      }
    }
    return Optional.empty();
  }

  /** Whether the bound was met. */
  boolean isSpent() {
    return left <= 0;
  }
}
