package io.mdis.secret.corpus;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Writes credentials from shapes, so that none stands in this repository: {@code <b62 36>} becomes
 * 36 letters and digits, {@code <github ghp>} a token with its checksum. The same seed writes the
 * same text. Knows nothing of the rules: shapes are those that the providers document.
 */
public final class Shapes {
  private static final Pattern SHAPE = Pattern.compile("<([a-z0-9]+)(?: ([0-9A-Za-z -]+))?>");
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";
  private static final String BASE62 = DIGITS + UPPER + LOWER;
  private static final String HEX = "0123456789abcdef";

  private final Random random;

  /** A writer that always writes the same for a seed. */
  public Shapes(long seed) {
    this.random = new Random(seed);
  }

  /** The text with every shape replaced; unknown ones stay as they are. */
  public String write(String text) {
    Matcher matcher = SHAPE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String made = make(matcher.group(1), matcher.group(2));
      matcher.appendReplacement(
          out, Matcher.quoteReplacement(made == null ? matcher.group() : made));
    }
    matcher.appendTail(out);
    return out.toString();
  }

  /** The text with every shape replaced by what its argument, its length, makes of it. */
  static String mask(String text, UnaryOperator<String> mask) {
    return SHAPE
        .matcher(text)
        .replaceAll(shape -> Matcher.quoteReplacement(mask.apply(shape.group(2))));
  }

  private String make(String name, String argument) {
    return switch (name) {
      case "uuid" -> uuid();
      case "github" -> checked(argument + "_");
      case "npm" -> checked("npm" + "_");
      case "pypi" -> pypi();
      case "jwt" ->
          jwt(
              "{\"alg\":\"HS256\",\"typ\":\"JWT\"}",
              "{\"sub\":\""
                  + of(LOWER, 9)
                  + "\",\"exp\":"
                  + (1_900_000_000L + random.nextInt(9_999_999))
                  + ",\"scope\":\"all\"}",
              32);
      case "k8sjwt" ->
          jwt(
              "{\"alg\":\"RS256\",\"kid\":\"" + of(BASE62, 40) + "\"}",
              "{\"iss\":\"kubernetes/serviceaccount\",\"kubernetes.io/serviceaccount/namespace\":\"shop\"}",
              256);
      case "discord" ->
          base64(of("123456789", 1) + of(DIGITS, 17)) + "." + of(BASE62, 6) + "." + of(BASE62, 38);
      case "reftkn" -> base64("reftkn:01:17" + of(DIGITS, 8) + ":" + of(BASE62, 27));
      case "b64hex" -> base64(of(HEX, number(argument))).replace("=", "");
      case "basic" -> base64(of(LOWER, 6) + ":" + password(12));
      case "pem" -> pem(argument);
      case "ssh" -> openssh(argument);
      case "b64pw" -> base64(password(number(argument)));
      case "pw" -> password(number(argument));
      case "digit1" -> of("123456789", 1) + of(DIGITS, number(argument) - 1);
      default -> {
        String alphabet = alphabet(name);
        yield alphabet == null || argument == null ? null : of(alphabet, number(argument));
      }
    };
  }

  private static String alphabet(String name) {
    return switch (name) {
      case "b62" -> BASE62;
      case "alpha" -> UPPER + LOWER;
      case "lower" -> LOWER;
      case "hex" -> HEX;
      case "hexup" -> "0123456789ABCDEF";
      case "digit" -> DIGITS;
      case "lowdig" -> LOWER + DIGITS;
      case "updig" -> UPPER + DIGITS;
      case "b32" -> UPPER + "234567";
      case "b32l" -> LOWER + "234567";
      case "b64" -> BASE62 + "+/";
      case "b64u" -> BASE62 + "-_";
      case "bech32" -> "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
      case "punct" -> BASE62 + "!@#%^&*()-_[]{}~+=,.;:/?|";
      case "punctq" -> BASE62 + "!@#%^&*(-_=+)";
      default -> null;
    };
  }

  private static int number(String argument) {
    return Integer.parseInt(argument);
  }

  private String of(String alphabet, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /** A password as a generator makes it: every class of character, none that ends a word. */
  private String password(int length) {
    StringBuilder text = new StringBuilder();
    text.append(of(UPPER, 1)).append(of(DIGITS, 1)).append(of("!_-.+~^", 1));
    while (text.length() < length) {
      text.append(of(BASE62, 1));
    }
    String tail = text.substring(1);
    return text.charAt(0) + of(LOWER, 1) + tail.substring(0, length - 2);
  }

  private String uuid() {
    return of(HEX, 8)
        + "-"
        + of(HEX, 4)
        + "-4"
        + of(HEX, 3)
        + "-a"
        + of(HEX, 3)
        + "-"
        + of(HEX, 12);
  }

  /** GitHub and npm: a prefix, 30 random characters, their CRC-32 in base 62. */
  private String checked(String prefix) {
    String body = of(BASE62, 30);
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    StringBuilder sum = new StringBuilder();
    for (long rest = crc.getValue(); sum.length() < 6; rest /= 62) {
      sum.insert(0, BASE62.charAt((int) (rest % 62)));
    }
    return prefix + body + sum;
  }

  /** A macaroon of version 2: location, identifier, a caveat, a signature. */
  private String pypi() {
    byte[] noise = new byte[96];
    random.nextBytes(noise);
    byte[] head = "\2\1\10pypi.org\2".getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = new byte[head.length + noise.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(noise, 0, all, head.length, noise.length);
    all[head.length] = 0x24;
    return "pypi-" + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  private String jwt(String header, String payload, int signature) {
    byte[] noise = new byte[signature];
    random.nextBytes(noise);
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return encoder.encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString(payload.getBytes(StandardCharsets.UTF_8))
        + "."
        + encoder.encodeToString(noise);
  }

  /** PROTOCOL.key of OpenSSH: magic, cipher, derivation, its options, one key; then noise. */
  private String openssh(String cipher) {
    String derivation = cipher.equals("none") ? "none" : "bcrypt";
    String head = "openssh-key-v1\0" + sized(cipher) + sized(derivation) + sized("") + "\0\0\0\1";
    byte[] noise = new byte[300];
    random.nextBytes(noise);
    String all = head + new String(noise, StandardCharsets.ISO_8859_1);
    String body =
        Base64.getMimeEncoder(70, new byte[] {'\n'})
            .encodeToString(all.getBytes(StandardCharsets.ISO_8859_1));
    String label = "OPENSSH PRIVATE KEY-----\n";
    return "-----BEGIN " + label + body + "\n-----END " + label;
  }

  private static String sized(String text) {
    return "\0\0\0" + (char) text.length() + text;
  }

  private String pem(String label) {
    StringBuilder text = new StringBuilder("-----BEGIN ").append(label).append("-----\n");
    for (int i = 0; i < 12; i++) {
      text.append(i == 0 ? "MII" + of(BASE62 + "+/", 61) : of(BASE62 + "+/", 64)).append('\n');
    }
    return text.append("-----END ").append(label).append("-----\n").toString();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
