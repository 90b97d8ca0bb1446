package io.mdis.secret.detect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The key that names what is found: given, or kept in a file that only its owner reads. */
public final class HashKey {
  private static final int BYTES = 32;

  private HashKey() {}

  /** Of a key in base64; throws IllegalArgumentException when it is none or too short. */
  public static SecretHash of(String base64) {
    try {
      return new SecretHash(Base64.getDecoder().decode(base64.strip()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the key that names secrets must be base64 of "
              + SecretHash.MIN_KEY
              + " bytes or more: openssl rand -base64 32 makes one",
          e);
    }
  }

  /** Of the key in a file, which is made when it isn't there. */
  public static SecretHash in(Path file) throws IOException {
    if (!Files.exists(file)) {
      make(file);
    }
    try {
      return of(Files.readString(file, StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds no key: " + e.getMessage() + "; remove the file", e);
    }
  }

  private static void make(Path file) throws IOException {
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path made = Files.createTempFile(folder, "hash-key", ".tmp"); // Only its owner reads it.
    try {
      Files.writeString(
          made, Base64.getEncoder().encodeToString(key) + "\n", StandardOpenOption.WRITE);
      if (Files.getFileStore(made).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));
      }
      Files.createLink(file, made);
    } catch (FileAlreadyExistsException e) {
      // Another process was faster; its key is as good.
    } finally {
      Files.deleteIfExists(made);
    }
  }
}
