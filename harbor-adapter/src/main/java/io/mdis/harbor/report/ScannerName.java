package io.mdis.harbor.report;

/**
 * Who scanned; Harbor wants all three.
 *
 * @param name of the product
 * @param vendor who makes it
 * @param version of the product
 */
public record ScannerName(String name, String vendor, String version) {
  /** This product in a version. */
  public static ScannerName of(String version) {
    return new ScannerName("MDIS", "MDIS", version);
  }
}
