package io.mdis.measurement.tree;

import io.mdis.measurement.Sha384;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * LTD1, the layer tree digest: SHA-384 over {@code LTD1}, a line feed, the number of records in
 * decimal, a line feed, and the SHA-384 of each record in the order of their paths.
 */
final class TreeDigest {
  private final MessageDigest hasher = Sha384.hasher();

  TreeDigest(long entries) {
    hasher.update(("LTD1\n" + entries + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  void add(byte[] leaf) {
    hasher.update(leaf);
  }

  Sha384 value() {
    return Sha384.of(hasher);
  }
}
