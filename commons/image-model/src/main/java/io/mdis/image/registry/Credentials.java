package io.mdis.image.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * User and password, or token, of one registry.
 *
 * @param username may be empty with a token
 * @param password never shown
 */
public record Credentials(String username, String password) {
  String basic() {
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  @Override
  public String toString() {
    return "Credentials[" + username + ", …]";
  }
}
