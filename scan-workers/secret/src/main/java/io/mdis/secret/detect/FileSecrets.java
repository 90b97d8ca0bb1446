package io.mdis.secret.detect;

import java.util.List;

/**
 * What was found in a file.
 *
 * @param hits in the order of their lines
 * @param allowed how many more a comment {@code mdis:allow} in their line allows
 * @param bounds limits that were met: {@code limit.findings}, {@code limit.pattern-bytes}; behind
 *     one there may be more
 */
public record FileSecrets(List<SecretHit> hits, int allowed, List<String> bounds) {
  /** Of a file that has none. */
  public static final FileSecrets NONE = new FileSecrets(List.of(), 0, List.of());

  /** Copies the lists. */
  public FileSecrets {
    hits = List.copyOf(hits);
    bounds = List.copyOf(bounds);
  }

  /** Whether there is nothing to tell. */
  public boolean nothing() {
    return hits.isEmpty() && allowed == 0 && bounds.isEmpty();
  }
}
