package io.mdis.secret.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.apache.commons.codec.digest.UnixCrypt;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Ways of keeping a password, as crypt(5) and Apache's htpasswd name them. */
enum PasswordScheme {
  DES(200, true),
  MD5(200, true),
  APACHE_MD5(200, true),
  SHA1(200, true),
  SHA256(60, false),
  SHA512(60, false),
  BCRYPT(12, false),
  /** No library for Java computes it, so nothing is tried. */
  YESCRYPT(0, false),
  PLAIN(200, true),
  UNKNOWN(0, false);

  /** Rounds above this make one try last seconds: the file is hostile or well kept. */
  private static final int MAX_ROUNDS = 20_000;

  private static final int MAX_COST = 12;

  private final int tries;
  private final boolean weak;

  PasswordScheme(int tries, boolean weak) {
    this.tries = tries;
    this.weak = weak;
  }

  /** The scheme of a hash; {@link #PLAIN} is never told by it. */
  static PasswordScheme of(String hash) {
    if (hash.startsWith("$1$")) {
      return MD5;
    } else if (hash.startsWith("$apr1$")) {
      return APACHE_MD5;
    } else if (hash.startsWith("{SHA}")) {
      return SHA1;
    } else if (hash.startsWith("$5$")) {
      return rounds(hash) > MAX_ROUNDS ? UNKNOWN : SHA256;
    } else if (hash.startsWith("$6$")) {
      return rounds(hash) > MAX_ROUNDS ? UNKNOWN : SHA512;
    } else if (hash.matches("\\$2[abxy]?\\$\\d\\d\\$[./0-9A-Za-z]{53}")) {
      return Integer.parseInt(hash.substring(hash.indexOf('$', 1) + 1, hash.indexOf('$', 1) + 3))
              > MAX_COST
          ? UNKNOWN
          : BCRYPT;
    } else if (hash.startsWith("$y$") || hash.startsWith("$gy$") || hash.startsWith("$7$")) {
      return YESCRYPT;
    }
    return hash.matches("[./0-9A-Za-z]{13}") ? DES : UNKNOWN;
  }

  /** Passwords that are tried at most: what costs more is tried less. */
  int tries() {
    return tries;
  }

  /** Whether hashes of it are computed by the billion in a second. */
  boolean isWeak() {
    return weak;
  }

  /** Whether a hash is that of a password; false for what can't be computed. */
  boolean matches(String hash, String password) {
    byte[] key = password.getBytes(StandardCharsets.UTF_8);
    try {
      return switch (this) {
        case DES -> UnixCrypt.crypt(key, hash.substring(0, 2)).equals(hash);
        case MD5 -> Md5Crypt.md5Crypt(key, hash).equals(hash);
        case APACHE_MD5 -> Md5Crypt.apr1Crypt(key, hash).equals(hash);
        case SHA1 ->
            hash.equals(
                "{SHA}"
                    + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-1").digest(key)));
        case SHA256 -> Sha2Crypt.sha256Crypt(key, hash).equals(hash);
        case SHA512 -> Sha2Crypt.sha512Crypt(key, hash).equals(hash);
        case BCRYPT ->
            OpenBSDBCrypt.checkPassword(
                hash.startsWith("$2$") || hash.startsWith("$2x$")
                    ? "$2y" + hash.substring(hash.indexOf('$', 1))
                    : hash,
                password.toCharArray());
        case PLAIN -> hash.equals(password);
        case YESCRYPT, UNKNOWN -> false;
      };
    } catch (IllegalArgumentException e) {
      return false; // A salt that is none.
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  private static int rounds(String hash) {
    int at = hash.indexOf("$rounds=");
    int end = at < 0 ? -1 : hash.indexOf('$', at + 1);
    if (end < 0) {
      return 5000;
    }
    String digits = hash.substring(at + 8, end);
    return digits.length() > 8 || !digits.matches("\\d+")
        ? Integer.MAX_VALUE
        : Integer.parseInt(digits);
  }
}
