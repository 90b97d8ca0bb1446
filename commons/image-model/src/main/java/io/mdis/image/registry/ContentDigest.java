package io.mdis.image.registry;

import io.mdis.contracts.Digest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of bytes at hand. */
public final class ContentDigest {
  private ContentDigest() {}

  /** Digest of bytes; the algorithm is one of {@link Digest}, such as {@code sha256}. */
  public static Digest of(byte[] bytes, String algorithm) {
    return new Digest(algorithm, HexFormat.of().formatHex(hash(algorithm).digest(bytes)));
  }

  /** A hash of an algorithm of {@link Digest}. */
  public static MessageDigest hash(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm.equals("sha512") ? "SHA-512" : "SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-2", e);
    }
  }
}
