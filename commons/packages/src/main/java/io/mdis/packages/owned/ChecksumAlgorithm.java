package io.mdis.packages.owned;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What package managers make checksums of files with. */
public enum ChecksumAlgorithm {
  /** dpkg, and rpm before 4.6. */
  MD5("MD5", 1, 16),
  /** apk. */
  SHA1("SHA-1", 2, 20),
  /** rpm. */
  SHA256("SHA-256", 8, 32),
  SHA512("SHA-512", 10, 64);

  private final String name;
  private final int number;
  private final int bytes;

  ChecksumAlgorithm(String name, int number, int bytes) {
    this.name = name;
    this.number = number;
    this.bytes = bytes;
  }

  /** The algorithm of a number of RFC 4880, section 9.4, as rpm uses them; null for others. */
  static ChecksumAlgorithm ofNumber(long number) {
    for (ChecksumAlgorithm algorithm : values()) {
      if (algorithm.number == number) {
        return algorithm;
      }
    }
    return null;
  }

  int number() {
    return number;
  }

  /** Length of a checksum in bytes. */
  int bytes() {
    return bytes;
  }

  /** A new digest. */
  public MessageDigest digest() {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + name, e);
    }
  }
}
