package io.mdis.secret.password;

import java.util.List;
import java.util.Optional;

/** Tries common passwords on the hashes of one file, within a bound of work for the whole file. */
final class Guess {
  /** Words for one hash at most where a try costs much. */
  private static final int FEW = 20;

  private static final long MUCH = 100;

  /** What a hash of SHA-512 costs as most make it; see {@link PasswordScheme#cost}. */
  private static final long USUAL = 25;

  private long left;

  /** With work for that many hashes of SHA-512; for others as many as cost the same. */
  Guess(int tries) {
    this.left = USUAL * tries;
  }

  /**
   * What came of trying.
   *
   * @param password that fits
   * @param tried whether all were tried, for a person
   */
  record Outcome(Optional<String> password, String tried) {}

  /** Tries the likeliest passwords of a user on a hash. */
  Outcome of(String hash, String user) {
    PasswordScheme scheme = PasswordScheme.of(hash);
    long cost = scheme.cost(hash);
    if (cost < 0) {
      return none("no: nothing here computes this scheme within bounds");
    }
    List<String> words = CommonPasswords.of(user);
    int most = cost < MUCH ? words.size() : Math.min(FEW, words.size());
    for (int i = 0; i < most; i++) {
      left -= Math.max(1, cost);
      if (left < 0) {
        return none("in part: the bound of the file was met");
      }
      if (scheme.matches(hash, words.get(i))) {
        return new Outcome(Optional.of(words.get(i)), "yes");
      }
    }
    return none(most < words.size() ? "in part: the " + most + " likeliest" : "yes");
  }

  private static Outcome none(String tried) {
    return new Outcome(Optional.empty(), tried);
  }
}
