package io.mdis.report.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.contracts.Digest;
import io.mdis.report.query.AffectedImage;
import io.mdis.report.query.AffectedPackage;
import java.util.List;

/**
 * An image that has a flaw, as the API tells it.
 *
 * @param digest of the manifest
 * @param registry host and port
 * @param repository path below the registry
 * @param tags that led here
 * @param references the image by each of its tags; by its digest where it has none
 * @param platform {@code os/arch[/variant]}
 * @param packages that have the flaw
 * @param morePackages whether there are others, for their number is bounded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AffectedImageBody(
    Digest digest,
    String registry,
    String repository,
    List<String> tags,
    List<String> references,
    String platform,
    List<AffectedPackage> packages,
    boolean morePackages) {

  /** The same image as JSON. */
  public static AffectedImageBody of(AffectedImage affected) {
    var image = affected.image();
    String name = image.registry() + "/" + image.repository();
    List<String> references =
        image.tags().isEmpty()
            ? List.of(name + "@" + image.digest())
            : image.tags().stream().map(tag -> name + ":" + tag).toList();
    return new AffectedImageBody(
        image.digest(),
        image.registry(),
        image.repository(),
        image.tags(),
        references,
        image.platform(),
        affected.packages(),
        affected.morePackages());
  }
}
