package io.mdis.report.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.contracts.Digest;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.Severity;
import io.mdis.report.query.ImageRecord;
import io.mdis.report.query.ImageReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An image as the API tells it.
 *
 * @param digest of the manifest
 * @param registry host and port
 * @param repository path below the registry
 * @param tags that led here
 * @param platform {@code os/arch[/variant]}
 * @param acceptedAt UTC
 * @param configDigest absent in a list
 * @param layers from the base upwards; absent in a list
 * @param worstSeverity absent when nothing was found, which alone does not mean clean
 * @param counts findings of all dimensions by severity
 * @param dimensions what each says; PENDING when it has not said anything yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageBody(
    Digest digest,
    String registry,
    String repository,
    List<String> tags,
    String platform,
    Instant acceptedAt,
    Digest configDigest,
    List<LayerDescriptor> layers,
    Severity worstSeverity,
    Map<Severity, Integer> counts,
    List<DimensionBody> dimensions) {

  /** For a list of images. */
  public static ImageBody brief(ImageReport report) {
    return body(
        report, null, null, report.dimensions().stream().map(DimensionBody::brief).toList());
  }

  /** For one image. */
  public static ImageBody complete(ImageReport report) {
    return body(
        report,
        report.image().configDigest(),
        report.image().layers(),
        report.dimensions().stream().map(DimensionBody::complete).toList());
  }

  private static ImageBody body(
      ImageReport report,
      Digest configDigest,
      List<LayerDescriptor> layers,
      List<DimensionBody> dimensions) {
    ImageRecord image = report.image();
    return new ImageBody(
        image.digest(),
        image.registry(),
        image.repository(),
        image.tags(),
        image.platform(),
        image.acceptedAt(),
        configDigest,
        layers,
        report.worstSeverity().orElse(null),
        report.counts(),
        dimensions);
  }
}
