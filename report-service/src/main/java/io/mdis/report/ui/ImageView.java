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
 * @param withoutFindings what that means: that there is nothing, or that it is not known
 * @param counts worst severity first
 * @param dimensions by name
 * @param layers from the base upwards
 */
public record ImageView(
    String name,
    String tags,
    String digest,
    String platform,
    String acceptedAt,
    String worst,
    String withoutFindings,
    List<CountView> counts,
    List<DimensionView> dimensions,
    List<LayerView> layers) {

  /**
   * One layer.
   *
   * @param number from 1, the base
   * @param digest of the blob
   * @param diffId of the uncompressed tar
   * @param size bytes as stored
   */
  public record LayerView(int number, String digest, String diffId, String size) {}

  /** The view of a report. */
  public static ImageView of(ImageReport report) {
    ImageRecord image = report.image();
    List<LayerView> layers = new java.util.ArrayList<>();
    for (var layer : image.layers()) {
      layers.add(
          new LayerView(
              layers.size() + 1,
              String.valueOf(layer.digest()),
              String.valueOf(layer.diffId()),
              String.format(Locale.ROOT, "%,d", layer.size())));
    }
    return new ImageView(
        image.registry() + "/" + image.repository(),
        String.join(", ", image.tags()),
        image.digest().toString(),
        image.platform() == null ? "" : image.platform(),
        Times.text(image.acceptedAt()),
        report.worstSeverity().map(Enum::name).orElse(""),
        complete(report) ? "none found" : "not known",
        CountView.of(report.counts()),
        report.dimensions().stream().map(DimensionView::of).toList(),
        layers);
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
