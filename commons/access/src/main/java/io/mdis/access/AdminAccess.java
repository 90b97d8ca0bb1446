package io.mdis.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Knows the admin token by its hash and judges what a caller presents. */
@ApplicationScoped
public class AdminAccess {

  /** Longest Authorization header that is looked at, in characters. */
  private static final int MAX_HEADER = 8192;

  private static final int HASH_BYTES = 32;

  private final Optional<byte[]> expected;

  /** Throws IllegalArgumentException when the configured hash is not 64 hex digits. */
  @Inject
  public AdminAccess(AccessSettings settings) {
    this(settings.tokenSha256());
  }

  /** Knows another token instead, such as an API server's, by its hash; nobody's when empty. */
  public AdminAccess(Optional<String> tokenSha256) {
    this.expected = tokenSha256.map(String::strip).map(AdminAccess::parse);
  }

  /** Whether this is the admin token; takes the same time for every wrong one. */
  public boolean admits(String token) {
    byte[] presented = AccessToken.digest(token);
    return expected.map(hash -> MessageDigest.isEqual(hash, presented)).orElse(false);
  }

  /**
   * Whether the value of an Authorization header carries the admin token: as {@code Bearer}, or as
   * the password of any user in {@code Basic} (RFC 7617). Null and malformed values do not.
   */
  public boolean admitsHeader(String authorization) {
    return tokenIn(authorization).map(this::admits).orElse(false);
  }

  /** The token that an Authorization header carries, if it is one of these two forms. */
  static Optional<String> tokenIn(String authorization) {
    if (authorization == null || authorization.length() > MAX_HEADER) {
      return Optional.empty();
    }
    int space = authorization.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    String value = authorization.substring(space + 1).strip();
    return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
      case "bearer" -> Optional.of(value);
      case "basic" -> password(value);
      default -> Optional.empty();
    };
  }

  private static Optional<String> password(String base64) {
    String credentials;
    try {
      credentials = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
    int colon = credentials.indexOf(':');
    return colon < 0 ? Optional.empty() : Optional.of(credentials.substring(colon + 1));
  }

  private static byte[] parse(String hex) {
    if (hex.length() != 2 * HASH_BYTES) {
      throw new IllegalArgumentException(
          "mdis.access.token-sha256 needs 64 hex digits, has " + hex.length() + " characters");
    }
    try {
      return HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "mdis.access.token-sha256 needs 64 hex digits and has something else among them", e);
    }
  }
}
