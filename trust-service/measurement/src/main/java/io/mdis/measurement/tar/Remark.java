package io.mdis.measurement.tar;

import io.mdis.image.tar.ByteString;

/**
 * Something odd about a layer that still could be measured.
 *
 * @param kind what
 * @param path where
 */
public record Remark(Kind kind, ByteString path) {

  /** What is odd. */
  public enum Kind {
    /** The name stands in the tar twice; the last one counts. */
    DUPLICATE_NAME(false),
    /** Two names lead to one path, through a link of the layer; the last one counts. */
    REPLACED_PATH(true),
    /** The layer removes what it has itself. */
    WHITEOUT_OF_OWN_ENTRY(false),
    /** Old GNU sparse format. */
    OLD_SPARSE_FILE(false),
    /** A contiguous file of old Unix systems, read as a file. */
    CONTIGUOUS_FILE(false),
    /** An attribute that overlayfs acts upon: a directory may show what is elsewhere. */
    OVERLAY_ATTRIBUTE(true);

    private final boolean loadable;

    Kind(boolean loadable) {
      this.loadable = loadable;
    }

    /** Whether Docker 20.10 loads a layer that has this; if not, no host can have the layer. */
    public boolean loadable() {
      return loadable;
    }
  }
}
