package io.mdis.agent.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files that somebody else may have made as large as he likes. */
public final class BoundedFile {

  private BoundedFile() {}

  /** All of a file; throws IOException that names it when it has more than so many bytes. */
  public static byte[] read(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new IOException(file + " has more than " + most + " bytes");
      }
      return bytes;
    }
  }
}
