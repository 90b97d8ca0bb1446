package io.mdis.image.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * A login at one registry that somebody lends for a while, as an Authorization header carries it
 * (RFC 9110 section 11.6.2).
 */
public sealed interface LentLogin {
  /** Longest header that is looked at, in characters; tokens with many claims are long. */
  int MAX_HEADER = 16_384;

  /** User and password, shown to the registry or its token service when it asks. */
  record Password(Credentials credentials) implements LentLogin {}

  /** A token that the registry itself takes, shown with every request; no other is asked for. */
  record Token(String value) implements LentLogin {
    @Override
    public String toString() {
      return "Token[…]";
    }
  }

  /**
   * Reads {@code Basic} (RFC 7617) or {@code Bearer} (RFC 6750), also with the colon that some
   * write behind the scheme. Throws IllegalArgumentException, which never quotes the header.
   */
  static LentLogin parse(String authorization) {
    int space = authorization.indexOf(' ');
    if (space < 0 || authorization.length() > MAX_HEADER) {
      throw new IllegalArgumentException("needs a scheme, a space and a login");
    }
    String value = authorization.substring(space + 1).strip();
    return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
      case "basic", "basic:" -> new Password(password(value));
      case "bearer", "bearer:" -> new Token(token(value));
      default -> throw new IllegalArgumentException("must be Basic or Bearer");
    };
  }

  private static Credentials password(String base64) {
    String pair;
    try {
      pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // The decoder's message quotes what it was given.
      throw new IllegalArgumentException("Basic needs base64 of user:password");
    }
    int colon = pair.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("Basic needs base64 of user:password");
    }
    return new Credentials(pair.substring(0, colon), pair.substring(colon + 1));
  }

  private static String token(String value) {
    if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException("Bearer needs a token of visible ASCII");
    }
    return value;
  }
}
