package io.mdis.measurement.docker;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.posix.FileStatus;
import io.mdis.measurement.posix.OpenFile;
import io.mdis.measurement.posix.PosixException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A directory of the store. Names are checked before they come here; nothing below the data root is
 * reached through a link.
 */
public final class StoreFolder implements AutoCloseable {
  private static final int MAX_TEXT = 1 << 14;

  private final OpenFile directory;

  StoreFolder(OpenFile directory) {
    this.directory = directory;
  }

  /** A directory some levels below. */
  StoreFolder folder(String... names) throws IOException {
    OpenFile at = directory;
    for (String name : names) {
      OpenFile next;
      try {
        next = at.openDirectory(ByteString.utf8(name));
      } finally {
        if (at != directory) {
          at.close();
        }
      }
      at = next;
    }
    return new StoreFolder(at);
  }

  /** Content of a regular file of at most so many bytes. */
  byte[] bytes(String name, int most) throws IOException {
    try (OpenFile file = directory.openFile(ByteString.utf8(name))) {
      if (file.status().type() != FileStatus.Type.FILE) {
        throw malformed(name, "is no regular file");
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 14];
      for (int n = file.read(buffer); n >= 0; n = file.read(buffer)) {
        out.write(buffer, 0, n);
        if (out.size() > most) {
          throw malformed(name, "has more than " + most + " bytes");
        }
      }
      return out.toByteArray();
    }
  }

  /** A file's text, without white space around it. */
  String text(String name) throws IOException {
    return new String(bytes(name, MAX_TEXT), StandardCharsets.ISO_8859_1).strip();
  }

  /** A file's text; empty when there is none. */
  String textIfAny(String name) throws IOException {
    try {
      return text(name);
    } catch (PosixException e) {
      if (e.notFound()) {
        return "";
      }
      throw e;
    }
  }

  OpenFile file(String name) throws IOException {
    return directory.openFile(ByteString.utf8(name));
  }

  OpenFile directory() {
    return directory;
  }

  ByteString readLink(String name) throws IOException {
    return directory.readLink(ByteString.utf8(name));
  }

  /** Absolute path of something below it. */
  ByteString path(String relative) {
    return directory.path().child(ByteString.utf8(relative));
  }

  MeasurementException malformed(String name, String why) {
    return new MeasurementException(MeasurementProblem.MALFORMED_STORE, path(name) + " " + why);
  }

  @Override
  public void close() {
    directory.close();
  }
}
