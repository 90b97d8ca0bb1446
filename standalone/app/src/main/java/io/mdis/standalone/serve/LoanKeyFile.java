package io.mdis.standalone.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The key that logins lent by Harbor are sealed with; made at the first start. */
final class LoanKeyFile {
  private static final int BYTES = 32;

  private LoanKeyFile() {}

  /** Only one server uses the folder, so that nobody else makes it at the same time. */
  static Path of(DataFolder data) throws IOException {
    Path file = data.path("registry-loan.key");
    if (Files.exists(file)) {
      return file;
    }
    byte[] key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    Path fresh = data.path("registry-loan.key.new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    String line = Base64.getEncoder().encodeToString(key) + "\n";
    Files.writeString(fresh, line, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    return Files.move(fresh, file);
  }
}
