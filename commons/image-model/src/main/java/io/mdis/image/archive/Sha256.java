package io.mdis.image.archive;

import io.mdis.contracts.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of what an archive holds. */
final class Sha256 {
  private Sha256() {}

  static Digest of(byte[] bytes) {
    return digest(algorithm().digest(bytes));
  }

  static Digest of(InputStream in) throws IOException {
    MessageDigest sha256 = algorithm();
    byte[] buffer = new byte[256 << 10];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      sha256.update(buffer, 0, n);
    }
    return digest(sha256.digest());
  }

  private static Digest digest(byte[] value) {
    return Digest.sha256(HexFormat.of().formatHex(value));
  }

  private static MessageDigest algorithm() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
