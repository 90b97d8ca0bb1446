package io.mdis.measurement;

import io.mdis.image.tar.ByteString;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-384 value (FIPS 180-4).
 *
 * @param bytes its 48 bytes
 */
public record Sha384(ByteString bytes) {
  /** Bytes of a value. */
  public static final int BYTES = 48;

  /** Checks the length; throws IllegalArgumentException. */
  public Sha384 {
    if (bytes.length() != BYTES) {
      throw new IllegalArgumentException("a SHA-384 value has 48 bytes, not " + bytes.length());
    }
  }

  /** From 96 hex digits; throws IllegalArgumentException. */
  public static Sha384 parse(String hex) {
    return new Sha384(ByteString.of(HexFormat.of().parseHex(hex)));
  }

  /** A new computation, by the JDK's own provider: it is the one with processor support. */
  public static MessageDigest hasher() {
    try {
      return MessageDigest.getInstance("SHA-384");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-384", e);
    }
  }

  /** The value of a computation, which then starts anew. */
  public static Sha384 of(MessageDigest hasher) {
    return new Sha384(ByteString.of(hasher.digest()));
  }

  /** The value of some bytes. */
  public static Sha384 of(byte[] bytes) {
    return new Sha384(ByteString.of(hasher().digest(bytes)));
  }

  /** 96 lower-case hex digits. */
  public String hex() {
    return bytes.hex();
  }

  @Override
  public String toString() {
    return hex();
  }
}
