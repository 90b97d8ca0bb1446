package io.mdis.agent.enrol;

import io.mdis.agent.disk.DurableFile;
import io.mdis.trust.protocol.TrustJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The identity of an enrolment in one file, so that key and certificate change together or not at
 * all.
 */
public record IdentityFile(Path file) implements IdentitySource {

  @Override
  public Identity read() throws IOException {
    try {
      return TrustJson.read(Files.readAllBytes(file), Identity.class);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "this host isn't enrolled (no " + file + "): run mdis agent enrol --token-file FILE", e);
    }
  }

  @Override
  public boolean renewable() {
    return true;
  }

  @Override
  public void write(Identity identity) throws IOException {
    DurableFile.write(file, TrustJson.write(identity));
  }
}
