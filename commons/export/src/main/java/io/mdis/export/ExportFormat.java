package io.mdis.export;

import java.io.IOException;
import java.io.OutputStream;

/** A format that a report can be written in. Has no state. */
public interface ExportFormat {
  /** Name by which it is asked for, in lower case. */
  String name();

  /** Media type of the document. */
  String mediaType();

  /** What a file of it ends with, without the dot. */
  String extension();

  /** Whether it tells the packages that are installed, so that the report must have them. */
  default boolean needsComponents() {
    return false;
  }

  /** Writes the whole report; does not close the stream. */
  void write(Report report, OutputStream out) throws IOException;
}
