package io.mdis.report.ui;

import io.mdis.report.query.AffectedImage;
import io.mdis.report.query.AffectedPackage;
import java.util.List;
import java.util.Locale;

/**
 * An image that has a flaw, on a page. What is not known is empty.
 *
 * @param digest of the manifest
 * @param name {@code registry/repository}
 * @param tags separated by commas; empty when there is none
 * @param platform {@code os/arch[/variant]}
 * @param packages that have the flaw
 * @param morePackages whether there are others
 */
public record AffectedImageView(
    String digest,
    String name,
    String tags,
    String platform,
    List<PackageView> packages,
    boolean morePackages) {

  /**
   * One package.
   *
   * @param name of it
   * @param severity normalised
   * @param installed version
   * @param fixed version
   * @param layer diffID, shortened
   * @param suppressed why it is not counted; empty when it is
   */
  public record PackageView(
      String name,
      String severity,
      String installed,
      String fixed,
      String layer,
      String suppressed) {

    /** Name of the style for the severity. */
    public String style() {
      return severity.toLowerCase(Locale.ROOT);
    }
  }

  /** The view of an image. */
  public static AffectedImageView of(AffectedImage affected) {
    var image = affected.image();
    return new AffectedImageView(
        image.digest().toString(),
        image.registry() + "/" + image.repository(),
        String.join(", ", image.tags()),
        image.platform() == null ? "" : image.platform(),
        affected.packages().stream().map(AffectedImageView::view).toList(),
        affected.morePackages());
  }

  /** Enough of the digest to tell images apart by eye. */
  public String shortDigest() {
    return ShortDigest.text(digest);
  }

  private static PackageView view(AffectedPackage affected) {
    return new PackageView(
        orEmpty(affected.name()),
        affected.severity().name(),
        orEmpty(affected.installedVersion()),
        orEmpty(affected.fixedVersion()),
        affected.layer() == null ? "" : ShortDigest.text(affected.layer().toString()),
        affected.suppression() == null ? "" : FindingView.suppressed(affected.suppression()));
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
