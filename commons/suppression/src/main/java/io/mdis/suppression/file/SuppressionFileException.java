package io.mdis.suppression.file;

import java.io.IOException;

/** A file that can't be used; the message names file and line and says what to do. */
public final class SuppressionFileException extends IOException {
  private static final long serialVersionUID = 1L;

  SuppressionFileException(String file, int line, String why) {
    super(file + ":" + line + ": " + why);
  }

  SuppressionFileException(String file, String why) {
    super(file + ": " + why);
  }
}
