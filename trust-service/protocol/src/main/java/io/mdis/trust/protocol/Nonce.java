package io.mdis.trust.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A number used once, by which an answer is known to be that to a question. Whoever asks makes a
 * new one for every request, also when it is sent again.
 *
 * @param value 16 to 32 random bytes in base64url without padding
 */
public record Nonce(String value) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;
  private static final int SHORTEST = 22;
  private static final int LONGEST = 43;

  /** Checks length and alphabet; throws IllegalArgumentException. */
  public Nonce {
    if (value == null
        || value.length() < SHORTEST
        || value.length() > LONGEST
        || !value.chars().allMatch(Nonce::isBase64Url)) {
      throw new IllegalArgumentException(
          "a nonce has " + SHORTEST + " to " + LONGEST + " characters of base64url");
    }
  }

  /** A new one. */
  public static Nonce random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Nonce(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** From text; throws IllegalArgumentException. */
  @JsonCreator
  public static Nonce of(String text) {
    return new Nonce(text);
  }

  @Override
  @JsonValue
  public String toString() {
    return value;
  }

  private static boolean isBase64Url(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
