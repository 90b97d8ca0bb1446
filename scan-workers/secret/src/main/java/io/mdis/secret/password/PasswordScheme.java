package io.mdis.secret.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.apache.commons.codec.digest.UnixCrypt;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** Ways of keeping a password, as crypt(5), Apache's and nginx' htpasswd name them. */
enum PasswordScheme {
  DES(true),
  MD5(true),
  APACHE_MD5(true),
  SHA1(true),
  SALTED_SHA1(true),
  SHA256(false),
  SHA512(false),
  BCRYPT(false),
  YESCRYPT(false),
  GOST_YESCRYPT(false),
  SCRYPT(false),
  PLAIN(true),
  UNKNOWN(false);

  /** What one try may cost; what costs more is hostile or well kept. */
  private static final long MAX_COST = 4_000;

  private static final String PLAIN_MARK = "{PLAIN}";
  private static final String SALTED_MARK = "{SSHA}";
  private static final int SHA1_BYTES = 20;

  private final boolean weak;

  PasswordScheme(boolean weak) {
    this.weak = weak;
  }

  /** The scheme of a hash. */
  static PasswordScheme of(String hash) {
    if (hash.startsWith("$1$")) {
      return MD5;
    } else if (hash.startsWith("$apr1$")) {
      return APACHE_MD5;
    } else if (hash.startsWith("{SHA}")) {
      return SHA1;
    } else if (hash.startsWith(SALTED_MARK)) {
      return SALTED_SHA1;
    } else if (hash.startsWith(PLAIN_MARK)) {
      return PLAIN;
    } else if (hash.startsWith("$5$")) {
      return SHA256;
    } else if (hash.startsWith("$6$")) {
      return SHA512;
    } else if (hash.matches("\\$2[abxy]?\\$\\d\\d\\$[./0-9A-Za-z]{53}")) {
      return BCRYPT;
    } else if (hash.startsWith("$y$")) {
      return YESCRYPT;
    } else if (hash.startsWith("$gy$")) {
      return GOST_YESCRYPT;
    } else if (hash.startsWith("$7$")) {
      return SCRYPT;
    }
    return hash.matches("[./0-9A-Za-z]{13}") ? DES : UNKNOWN;
  }

  /** Whether hashes of it are computed by the billion in a second. */
  boolean isWeak() {
    return weak;
  }

  /** As findings name it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * What one try costs, in units of about a tenth of a millisecond; -1 where none is made: nothing
   * here computes it, or its parameters ask for too much.
   */
  long cost(String hash) {
    long cost =
        switch (this) {
          case DES, SHA1, SALTED_SHA1, PLAIN -> 1;
          case MD5, APACHE_MD5 -> 4;
          case SHA256, SHA512 -> rounds(hash) / 200;
          case BCRYPT -> (1L << bcryptCost(hash)) * 6 / 10;
          case YESCRYPT -> Yescrypt.parse(hash).map(y -> y.work() / 350).orElse(-1L);
          case GOST_YESCRYPT, SCRYPT, UNKNOWN -> -1;
        };
    return cost > MAX_COST ? -1 : cost;
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
            hash.equals("{SHA}" + Base64.getEncoder().encodeToString(sha1(key, new byte[0])));
        case SALTED_SHA1 -> salted(hash, key);
        case SHA256 -> Sha2Crypt.sha256Crypt(key, hash).equals(hash);
        case SHA512 -> Sha2Crypt.sha512Crypt(key, hash).equals(hash);
        case BCRYPT -> OpenBSDBCrypt.checkPassword(bcrypt(hash), password.toCharArray());
        case YESCRYPT -> Yescrypt.parse(hash).filter(y -> y.matches(password)).isPresent();
        case PLAIN -> hash.equals(PLAIN_MARK + password);
        case GOST_YESCRYPT, SCRYPT, UNKNOWN -> false;
      };
    } catch (IllegalArgumentException e) {
      return false; // A salt that is none.
    }
  }

  /** Of RFC 2307: the digest, then the salt. */
  private static boolean salted(String hash, byte[] key) {
    byte[] bytes = Base64.getDecoder().decode(hash.substring(SALTED_MARK.length()));
    return bytes.length > SHA1_BYTES
        && Arrays.equals(
            sha1(key, Arrays.copyOfRange(bytes, SHA1_BYTES, bytes.length)),
            Arrays.copyOf(bytes, SHA1_BYTES));
  }

  private static byte[] sha1(byte[] key, byte[] salt) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(key);
      return digest.digest(salt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  private static int bcryptCost(String hash) {
    int at = hash.indexOf('$', 1) + 1;
    return Integer.parseInt(hash.substring(at, at + 2));
  }

  /** The revisions differ for characters above ASCII only. */
  private static String bcrypt(String hash) {
    return hash.startsWith("$2$") || hash.startsWith("$2x$")
        ? "$2y" + hash.substring(hash.indexOf('$', 1))
        : hash;
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
