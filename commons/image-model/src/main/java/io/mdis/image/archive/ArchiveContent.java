package io.mdis.image.archive;

import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Files of an archive by name. */
sealed interface ArchiveContent extends Closeable permits TarContent, FolderContent {

  /** What a person calls the archive. */
  String name();

  /** Whether a file is there. */
  boolean has(String file);

  /** Bytes of a file; throws MALFORMED_ARCHIVE when it is not there. */
  long size(String file) throws IOException;

  /** A new stream over a file; throws MALFORMED_ARCHIVE when it is not there. */
  InputStream open(String file) throws IOException;

  /** Whole content of a small file. */
  default byte[] read(String file, int maxBytes) throws IOException {
    if (size(file) > maxBytes) {
      throw malformed(file + " is larger than " + maxBytes + " bytes");
    }
    try (InputStream in = open(file)) {
      byte[] content = in.readNBytes(maxBytes + 1);
      if (content.length > maxBytes) {
        throw malformed(file + " is larger than " + maxBytes + " bytes");
      }
      return content;
    }
  }

  /** The archive is not what it should be. */
  default ImageException malformed(String why) {
    return new ImageException(ImageProblem.MALFORMED_ARCHIVE, name() + ": " + why);
  }
}
