package io.mdis.secret.keystore;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A private key of PuTTY, version 2 or 3 (PuTTY manual, appendix C). That there is one is told by
 * the rules; here passphrases are tried.
 */
final class PuttyKey {
  private static final String MAGIC = "PuTTY-User-Key-File-";
  private static final String ENCRYPTION = "aes256-cbc";
  private static final int MAX_LINES = 2_000;
  private static final int MAX_MEMORY_KIB = 64 << 10;

  /** A kibibyte that is filled costs about as much as so many iterations of the others. */
  private static final long ITERATIONS_OF_KIB = 4;

  private static final int CIPHER_KEY = 32;
  private static final int IV = 16;
  private static final int MAC_KEY = 32;

  private final Map<String, String> fields;

  private PuttyKey(Map<String, String> fields) {
    this.fields = fields;
  }

  /** The key of a file; empty when it is none or not encrypted. */
  static Optional<PuttyKey> encrypted(String text) {
    if (!text.startsWith(MAGIC)) {
      return Optional.empty();
    }
    Map<String, String> fields = new HashMap<>();
    String[] lines = text.split("\r?\n", MAX_LINES);
    for (int i = 0; i < lines.length; i++) {
      int colon = lines[i].indexOf(": ");
      if (colon < 0) {
        continue;
      }
      String name = lines[i].substring(0, colon);
      String value = lines[i].substring(colon + 2);
      if (name.endsWith("-Lines")) {
        int more = Math.clamp(number(value), 0, lines.length - 1 - i);
        value = String.join("", Arrays.copyOfRange(lines, i + 1, i + 1 + more));
        i += more;
      }
      fields.put(name, value);
    }
    boolean readable =
        ENCRYPTION.equals(fields.get("Encryption"))
            && fields.containsKey("Private-Lines")
            && fields.containsKey("Private-MAC");
    return readable ? Optional.of(new PuttyKey(fields)) : Optional.empty();
  }

  /** Tries common passphrases. */
  Passphrases.Trial trial() {
    byte[] hidden;
    byte[] shown;
    byte[] seal;
    try {
      hidden = Base64.getDecoder().decode(fields.get("Private-Lines"));
      shown = Base64.getDecoder().decode(fields.getOrDefault("Public-Lines", ""));
      seal = HexFormat.of().parseHex(fields.get("Private-MAC"));
    } catch (IllegalArgumentException e) {
      return Passphrases.find(-1, _ -> false);
    }
    boolean third = fields.containsKey(MAGIC + "3");
    return Passphrases.find(
        third ? cost() : 1,
        word -> {
          try {
            Keys keys = third ? argon2(word) : sha1(word);
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, keys.cipher(), keys.iv());
            byte[] open = cipher.doFinal(hidden);
            Mac mac = Mac.getInstance(third ? "HmacSHA256" : "HmacSHA1");
            mac.init(keys.mac());
            return MessageDigest.isEqual(mac.doFinal(sealed(shown, open)), seal);
          } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
          }
        });
  }

  private record Keys(SecretKeySpec cipher, IvParameterSpec iv, SecretKeySpec mac) {}

  private Keys sha1(String word) throws GeneralSecurityException {
    byte[] key = new byte[2 * 20];
    for (int i = 0; i < 2; i++) {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(new byte[] {0, 0, 0, (byte) i});
      digest.update(bytes(word));
      System.arraycopy(digest.digest(), 0, key, i * 20, 20);
    }
    MessageDigest digest = MessageDigest.getInstance("SHA-1");
    digest.update(bytes("putty-private-key-file-mac-key"));
    digest.update(bytes(word));
    return new Keys(
        new SecretKeySpec(key, 0, CIPHER_KEY, "AES"),
        new IvParameterSpec(new byte[IV]),
        new SecretKeySpec(digest.digest(), "HmacSHA1"));
  }

  private Keys argon2(String word) {
    Argon2Parameters.Builder parameters =
        new Argon2Parameters.Builder(kind())
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(setting("Argon2-Memory"))
            .withIterations(setting("Argon2-Passes"))
            .withParallelism(setting("Argon2-Parallelism"))
            .withSalt(HexFormat.of().parseHex(fields.getOrDefault("Argon2-Salt", "")));
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(parameters.build());
    byte[] key = new byte[CIPHER_KEY + IV + MAC_KEY];
    generator.generateBytes(bytes(word), key);
    return new Keys(
        new SecretKeySpec(key, 0, CIPHER_KEY, "AES"),
        new IvParameterSpec(key, CIPHER_KEY, IV),
        new SecretKeySpec(key, CIPHER_KEY + IV, MAC_KEY, "HmacSHA256"));
  }

  private int kind() {
    return switch (fields.getOrDefault("Key-Derivation", "")) {
      case "Argon2id" -> Argon2Parameters.ARGON2_id;
      case "Argon2i" -> Argon2Parameters.ARGON2_i;
      case "Argon2d" -> Argon2Parameters.ARGON2_d;
      default -> -1;
    };
  }

  /** In iterations of the others. */
  private long cost() {
    long memory = setting("Argon2-Memory");
    long passes = setting("Argon2-Passes");
    int lanes = setting("Argon2-Parallelism");
    boolean known = kind() >= 0 && memory > 0 && passes > 0 && lanes > 0 && lanes <= 16;
    return known && memory <= MAX_MEMORY_KIB ? ITERATIONS_OF_KIB * memory * passes : -1;
  }

  private int setting(String name) {
    return number(fields.getOrDefault(name, ""));
  }

  /** What the seal is of, each part with its length before it. */
  private byte[] sealed(byte[] shown, byte[] open) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    String algorithm =
        fields.containsKey(MAGIC + "3") ? fields.get(MAGIC + "3") : fields.get(MAGIC + "2");
    try {
      for (byte[] part :
          new byte[][] {
            bytes(algorithm == null ? "" : algorithm),
            bytes(ENCRYPTION),
            bytes(fields.getOrDefault("Comment", "")),
            shown,
            open
          }) {
        out.writeInt(part.length);
        out.write(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes all bytes", e);
    }
    return bytes.toByteArray();
  }

  /** Texts were read byte by byte; see {@link KeyFiles}. */
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
  }
}
