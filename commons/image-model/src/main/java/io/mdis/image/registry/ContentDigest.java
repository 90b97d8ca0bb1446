package io.mdis.image.registry;

import io.mdis.contracts.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of bytes at hand. */
final class ContentDigest {
  private ContentDigest() {}

  static Digest of(byte[] bytes, String algorithm) {
    try {
      String name = algorithm.equals("sha512") ? "SHA-512" : "SHA-256";
      byte[] hash = MessageDigest.getInstance(name).digest(bytes);
      return new Digest(algorithm, HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-2", e);
    }
  }
}
