package io.mdis.content;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** Reads the members of one archive in order. */
interface ArchiveReader extends Closeable {

  /** The next member; null at the end. What the archive's decoder throws is not yet translated. */
  Entry next() throws IOException;

  /**
   * A member.
   *
   * @param name as the archive writes it
   * @param content of a regular file; null for directories, links and devices
   * @param refused why the content can't be had; null when it can
   */
  record Entry(String name, InputStream content, ArchiveStop refused) {}
}
