package io.mdis.registries.loan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that the services share: one a line, in base64. The first seals, every one opens, so
 * that a new key is put before the old one and the old one goes when its loans are over.
 */
public final class LoanKeys {
  private static final int BYTES = 32;
  private static final int MOST = 8;
  private static final int LONGEST_FILE = 4_096;

  private final List<SecretKey> keys;

  private LoanKeys(List<SecretKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** Of a file; throws IOException, which says what to do and never quotes a key. */
  public static LoanKeys read(Path file) throws IOException {
    if (Files.size(file) > LONGEST_FILE) {
      throw wrong(file);
    }
    List<SecretKey> keys = new ArrayList<>();
    for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()) {
      if (!line.isBlank()) {
        keys.add(key(file, line.strip()));
      }
    }
    if (keys.isEmpty() || keys.size() > MOST) {
      throw wrong(file);
    }
    return new LoanKeys(keys);
  }

  SecretKey sealing() {
    return keys.getFirst();
  }

  List<SecretKey> opening() {
    return keys;
  }

  private static SecretKey key(Path file, String base64) throws IOException {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (bytes.length == BYTES) {
        return new SecretKeySpec(bytes, "AES");
      }
    } catch (IllegalArgumentException notBase64) {
      // Its message quotes what it was given.
    }
    throw wrong(file);
  }

  private static IOException wrong(Path file) {
    return new IOException(
        file
            + " (mdis.registry.loan-key-file) must hold 1 to "
            + MOST
            + " keys, each 32 bytes in base64 on a line: openssl rand -base64 32 makes one");
  }
}
