package io.mdis.report.query;

import java.util.List;

/**
 * An image that has a flaw.
 *
 * @param image as accepted
 * @param packages that have it, by name
 * @param morePackages whether there are others, for their number is bounded
 */
public record AffectedImage(
    ImageRecord image, List<AffectedPackage> packages, boolean morePackages) {

  /** Copies what it is given. */
  public AffectedImage {
    packages = List.copyOf(packages);
  }

  /** The packages that findings in an image name. */
  public static AffectedImage of(ImageRecord image, ImageFindings found) {
    return new AffectedImage(
        image,
        found.findings().stream().map(AffectedPackage::of).sorted(AffectedPackage.ORDER).toList(),
        found.more());
  }
}
