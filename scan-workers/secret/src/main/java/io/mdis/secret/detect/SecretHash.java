package io.mdis.secret.detect;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names a credential without telling it: HMAC-SHA-256 (RFC 2104, FIPS 180-4) with a key of the
 * installation, so that the same credential in two images has the same name, and nobody without the
 * key can try passwords against the name. Safe for use by several threads.
 */
public final class SecretHash {
  /** Bytes that a key has at least. */
  public static final int MIN_KEY = 16;

  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;
  private final String keyName;

  /** With a key of {@value #MIN_KEY} bytes or more; throws IllegalArgumentException. */
  public SecretHash(byte[] key) {
    if (key.length < MIN_KEY) {
      throw new IllegalArgumentException(
          "the key that names secrets needs " + MIN_KEY + " bytes, not " + key.length);
    }
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.keyName = of("mdis: name of the key").substring(0, 8);
  }

  /** Name of a credential: 64 hexadecimal digits. */
  public String of(String secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /** Tells keys apart without telling them: what is named by another key has other names. */
  public String keyName() {
    return keyName;
  }
}
