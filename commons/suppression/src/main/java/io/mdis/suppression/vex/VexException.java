package io.mdis.suppression.vex;

import java.io.IOException;

/** A document that can't be used; the message names it and says why. */
public final class VexException extends IOException {
  private static final long serialVersionUID = 1L;

  VexException(String document, String why) {
    super(document + ": " + why);
  }
}
