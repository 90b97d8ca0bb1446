package io.mdis.policy.file;

import java.io.IOException;

/** A file of policies has a mistake; the message names the file and the place. */
public final class PolicyFileException extends IOException {
  private static final long serialVersionUID = 1L;

  PolicyFileException(String file, String place, String problem) {
    super(file + ": " + (place.isEmpty() ? "" : place + ": ") + problem);
  }
}
