package io.mdis.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * Content address of a blob, written {@code algorithm:hex} as in the OCI image specification
 * ("Descriptor", section "Digests"). Only the registered algorithms sha256 (64 hex digits) and
 * sha512 (128) are accepted, in lower case; so a digest is always safe as a file name part.
 */
public record Digest(String algorithm, String hex) implements Comparable<Digest> {

  /** Checks algorithm, length and alphabet; throws IllegalArgumentException naming the value. */
  public Digest {
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(hex, "hex");
    int expected =
        switch (algorithm) {
          case "sha256" -> 64;
          case "sha512" -> 128;
          default ->
              throw new IllegalArgumentException(
                  "unsupported digest algorithm \"" + abbreviated(algorithm) + "\"");
        };
    if (hex.length() != expected || !hex.chars().allMatch(Digest::isLowerHex)) {
      throw new IllegalArgumentException(
          "digest needs " + expected + " lower-case hex digits: " + abbreviated(hex));
    }
  }

  /** Reads {@code sha256:…}; throws IllegalArgumentException when it is anything else. */
  @JsonCreator
  public static Digest parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new IllegalArgumentException("not a digest: " + abbreviated(text));
    }
    return new Digest(text.substring(0, colon), text.substring(colon + 1));
  }

  /** A sha256 digest from its 64 hex digits. */
  public static Digest sha256(String hex) {
    return new Digest("sha256", hex);
  }

  @Override
  public int compareTo(Digest other) {
    return toString().compareTo(other.toString());
  }

  @Override
  @JsonValue
  public String toString() {
    return algorithm + ":" + hex;
  }

  private static boolean isLowerHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  private static String abbreviated(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }
}
