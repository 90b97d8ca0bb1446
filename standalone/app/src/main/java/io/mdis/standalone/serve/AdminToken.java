package io.mdis.standalone.serve;

import io.mdis.access.AccessToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * The administrator's token: shown once, at the first start; only its SHA-256 is kept. Deleting the
 * file makes the next start issue a new one.
 *
 * @param sha256 hex of the SHA-256 of the token
 * @param issued the token itself when this start made it
 */
record AdminToken(String sha256, Optional<String> issued) {

  static AdminToken of(Path data) throws IOException {
    Path file = data.resolve("admin-token.sha256");
    if (Files.exists(file)) {
      return new AdminToken(Files.readString(file).strip(), Optional.empty());
    }
    String token = AccessToken.generate();
    String hash = AccessToken.hash(token);
    Path fresh = data.resolve("admin-token.sha256.new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(fresh, hash + "\n", StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    Files.move(fresh, file);
    return new AdminToken(hash, Optional.of(token));
  }
}
