package io.mdis.report.ui;

import io.mdis.report.query.DimensionStatus;
import io.mdis.report.query.ImageRecord;
import io.mdis.report.query.ImageReport;
import java.util.List;
import java.util.Locale;

/**
 * An image on a page.
 *
 * @param name {@code registry/repository}
 * @param tags separated by commas; empty when there is none
 * @param digest of the manifest
 * @param platform {@code os/arch[/variant]}; empty when unknown
 * @param acceptedAt UTC
 * @param worst severity; empty when nothing was found
 * @param complete whether every dimension was looked at whole
 * @param counts worst severity first
 * @param dimensions by name
 * @param base image that it was built on; empty when not known
 * @param dockerfile rebuilt from its history; empty when not known
 */
public record ImageView(
    String name,
    String tags,
    String digest,
    String platform,
    String acceptedAt,
    String worst,
    boolean complete,
    List<CountView> counts,
    List<DimensionView> dimensions,
    String base,
    String dockerfile) {

  /** The view of a report. */
  public static ImageView of(ImageReport report) {
    ImageRecord image = report.image();
    return new ImageView(
        image.registry() + "/" + image.repository(),
        String.join(", ", image.tags()),
        image.digest().toString(),
        image.platform() == null ? "" : image.platform(),
        Times.text(image.acceptedAt()),
        report.worstSeverity().map(Enum::name).orElse(""),
        complete(report),
        CountView.of(report.counts()),
        report.dimensions().stream().map(DimensionView::of).toList(),
        fact(report, "base"),
        fact(report, DimensionView.DOCKERFILE));
  }

  /** Whether a scan is still to come. */
  public boolean pending() {
    return dimensions.stream().anyMatch(DimensionView::pending);
  }

  private static String fact(ImageReport report, String name) {
    return report.dimensions().stream()
        .map(dimension -> dimension.facts().getOrDefault(name, ""))
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("");
  }

  /** Enough of the digest to tell images apart by eye. */
  public String shortDigest() {
    return ShortDigest.text(digest);
  }

  /** Name of the style for the worst severity. */
  public String style() {
    return worst.toLowerCase(Locale.ROOT);
  }

  private static boolean complete(ImageReport report) {
    return report.dimensions().stream()
        .allMatch(dimension -> dimension.status() == DimensionStatus.SUCCEEDED);
  }
}
