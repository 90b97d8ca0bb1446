package io.mdis.image.layer;

import io.mdis.contracts.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of bytes as the OCI specification writes them. */
final class Hashing {
  private final String algorithm;
  private final MessageDigest hash;

  /** Of the algorithm of an expected digest, or sha256 when none is expected. */
  Hashing(Digest expected) {
    algorithm = expected == null ? "sha256" : expected.algorithm();
    try {
      hash = MessageDigest.getInstance(algorithm.equals("sha512") ? "SHA-512" : "SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks " + algorithm, e);
    }
  }

  void update(byte[] bytes, int offset, int length) {
    hash.update(bytes, offset, length);
  }

  /** The digest; to be asked for once. */
  Digest digest() {
    return new Digest(algorithm, HexFormat.of().formatHex(hash.digest()));
  }
}
