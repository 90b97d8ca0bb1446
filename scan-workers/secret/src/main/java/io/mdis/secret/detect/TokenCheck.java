package io.mdis.secret.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.rules.Entropy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** Proves of a token what it says of itself. */
enum TokenCheck {
  /** Nothing to prove. */
  NONE,
  /**
   * The last six characters are the CRC-32 of the random part in base 62: GitHub ("Behind GitHub's
   * new authentication token formats", 2021), npm took it over.
   */
  GITHUB_CRC32,
  /** A macaroon of version 2 in base64 whose location is pypi.org or test.pypi.org. */
  PYPI_MACAROON,
  /** A header with an algorithm, a payload that is an object: RFC 7519, section 7.2. */
  JWT,
  /** Base64 of a name, a colon and a password: RFC 7617. */
  BASIC_AUTH,
  /** A body in base64, long enough to be a key, without marks of something left out. */
  PEM;

  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int CHECKSUM = 6;
  private static final int SHORTEST_KEY = 40;
  private static final ObjectMapper JSON = new ObjectMapper();

  static TokenCheck named(String name) {
    return name == null ? NONE : valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  boolean proves(String token) {
    return switch (this) {
      case NONE -> true;
      case GITHUB_CRC32 -> crc32(token);
      case PYPI_MACAROON -> macaroon(token);
      case JWT -> jwt(token);
      case BASIC_AUTH -> basic(token);
      case PEM -> pem(token);
    };
  }

  /** The checksum of the random part, as it would be written behind it. */
  static String checksum(String random) {
    CRC32 crc = new CRC32();
    crc.update(random.getBytes(StandardCharsets.US_ASCII));
    StringBuilder text = new StringBuilder();
    for (long rest = crc.getValue(); text.length() < CHECKSUM; rest /= 62) {
      text.append(BASE62.charAt((int) (rest % 62)));
    }
    return text.reverse().toString();
  }

  private static boolean crc32(String token) {
    String random = token.substring(token.indexOf('_') + 1);
    if (random.length() != 36) {
      return true; // Refresh tokens have longer random parts, of which nothing is documented.
    }
    int cut = random.length() - CHECKSUM;
    return checksum(random.substring(0, cut)).equals(random.substring(cut));
  }

  private static boolean macaroon(String token) {
    byte[] text = token.substring(token.indexOf('-') + 1).getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes = Encodings.base64(text, 0, text.length);
    if (bytes == null || bytes.length < 40 || bytes[0] != 2 || bytes[1] != 1) {
      return false;
    }
    int length = bytes[2];
    if (length < 0 || length + 3 > bytes.length) {
      return false;
    }
    String location = new String(bytes, 3, length, StandardCharsets.ISO_8859_1);
    return location.equals("pypi.org") || location.equals("test.pypi.org");
  }

  private static boolean jwt(String token) {
    String[] parts = token.split("\\.", -1);
    JsonNode header = json(parts[0]);
    JsonNode payload = parts.length == 3 ? json(parts[1]) : null;
    if (header == null || payload == null || !header.path("alg").isTextual()) {
      return false;
    }
    // The examples of RFC 7519, jwt.io and what was made after them.
    String subject = payload.path("sub").asText();
    String name = payload.path("name").asText();
    return !payload.isEmpty()
        && !payload.has("http://example.com/is_root")
        && !(subject.equals("1234567890") && !name.isEmpty());
  }

  private static JsonNode json(String part) {
    byte[] text = part.getBytes(StandardCharsets.ISO_8859_1);
    byte[] bytes = Encodings.base64(text, 0, text.length);
    try {
      JsonNode node = bytes == null ? null : JSON.readTree(bytes);
      return node != null && node.isObject() ? node : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static boolean basic(String token) {
    String text = Encodings.base64Text(token);
    int colon = text == null ? -1 : text.indexOf(':');
    if (colon < 1 || text.length() - colon < 4) {
      return false;
    }
    String password = text.substring(colon + 1);
    return !Placeholders.isPlaceholder(password) && !password.equals(text.substring(0, colon));
  }

  private static boolean pem(String block) {
    int start = block.indexOf("-----", "-----BEGIN".length()) + 5;
    int end = block.lastIndexOf("-----END");
    String body = block.substring(start, end > start ? end : block.length());
    if (body.contains("...") || body.contains("…")) {
      return false;
    }
    int characters = 0;
    for (String line : body.split("\\\\n|\\\\r|[\r\n]")) {
      String text = line.strip();
      if (text.isEmpty() || text.indexOf(':') >= 0) {
        continue; // Headers of RFC 1421: Proc-Type, DEK-Info.
      }
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c > 127 || (c != '=' && !Encodings.isBase64((byte) c))) {
          if (!(c == '\\' || c == '"' || c == '+' || c == ' ' || c == ',')) {
            return false;
          }
        } else {
          characters++;
        }
      }
    }
    return characters >= SHORTEST_KEY && Entropy.bits(body) > 3;
  }
}
