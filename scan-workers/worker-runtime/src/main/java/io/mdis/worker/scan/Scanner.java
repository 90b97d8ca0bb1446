package io.mdis.worker.scan;

import io.mdis.contracts.ScanResult;
import java.io.IOException;

/**
 * Looks at one dimension of an image. A scanner is registered by being a CDI bean; two with the
 * same dimension are refused at start. Called by several threads at once.
 */
public interface Scanner {

  /** Name such as {@code vulnerability}: lower case, also the name of the consumer group. */
  String dimension();

  /** Changes when the code judges differently: stored results of another version are redone. */
  String version();

  /**
   * Changes when the knowledge (rules, database) changes; asked before each scan. Results by other
   * rules are redone, unless the scanner {@linkplain #judgesAnew() does that itself}.
   */
  String rulesVersion();

  /**
   * Whether the scanner keeps what it reads of images and judges them again by itself when its
   * rules change: other rules then need no new scan.
   */
  default boolean judgesAnew() {
    return false;
  }

  /** What must be there before {@link #scan} is called. */
  Needs needs();

  /**
   * Looks at an image. Returns FAILED, PARTIAL or SKIPPED with reasons rather than hide anything.
   *
   * @throws IOException when the bytes can't be read; the runtime decides whether to try again
   */
  ScanResult scan(ScanContext context) throws IOException;

  /** What a scanner reads. */
  enum Needs {
    /** Only the image configuration; no layer is fetched. */
    IMAGE_CONFIG,
    /** Some files, looked up by path. */
    PACKAGE_FILES,
    /** The content of every file. */
    EVERY_FILE
  }
}
