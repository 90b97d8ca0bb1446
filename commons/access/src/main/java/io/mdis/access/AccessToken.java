package io.mdis.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes access tokens, and hashes them for storage. */
public final class AccessToken {

  private static final String PREFIX = "mdis_";
  private static final int RANDOM_BYTES = 32;

  private AccessToken() {}

  /**
   * A new token: {@code mdis_} and 32 random bytes in base64url. The prefix lets secret scanners
   * recognise one that leaked.
   */
  public static String generate() {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /**
   * SHA-256 of the token's UTF-8 bytes in 64 lower-case hex digits. No salt and no stretching: a
   * token has 256 random bits, so guessing it from the hash is out of reach.
   */
  public static String hash(String token) {
    return HexFormat.of().formatHex(digest(token));
  }

  /** Whether a text has the form of a token; others need not be looked up. */
  static boolean looksLikeOne(String text) {
    return text.startsWith(PREFIX);
  }

  static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
