package io.mdis.harbor.scan;

/** How far a scan is. */
public sealed interface ScanProgress {
  /** Nobody asked for it, or long ago. */
  record Unknown() implements ScanProgress {}

  /** Somebody still reads the image. */
  record Running() implements ScanProgress {}

  /**
   * There is no statement about the image, which must not be shown as a clean one.
   *
   * @param message for a person
   */
  record Failed(String message) implements ScanProgress {}

  /**
   * The image was judged, and nobody needs to read it any more.
   *
   * @param scan that was asked for
   * @param result of the dimension that Harbor shows; SUCCEEDED or PARTIAL
   */
  record Finished(HarborScan scan, StoredResult result) implements ScanProgress {}
}
