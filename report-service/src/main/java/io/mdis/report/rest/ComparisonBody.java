package io.mdis.report.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.contracts.Digest;
import io.mdis.export.Comparison;
import io.mdis.report.compare.ImageComparison;
import io.mdis.report.query.ImageRecord;
import io.mdis.report.query.PageQuery;
import java.util.List;
import java.util.Optional;

/**
 * What differs between two images, and a page of the findings.
 *
 * @param from the earlier image
 * @param to the later image
 * @param dimensions by name, over all pages and whatever is filtered
 * @param changes new ones first, then fixed ones, then unchanged ones
 * @param total changes on all pages
 * @param page number, from 0
 * @param size changes at most on a page
 */
public record ComparisonBody(
    Image from,
    Image to,
    List<Comparison.DimensionChange> dimensions,
    List<Comparison.Change> changes,
    long total,
    int page,
    int size) {

  /** Which image. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Image(
      Digest digest, String registry, String repository, List<String> tags, String platform) {
    static Image of(ImageRecord image) {
      return new Image(
          image.digest(), image.registry(), image.repository(), image.tags(), image.platform());
    }
  }

  static ComparisonBody of(
      ImageComparison compared,
      Optional<String> dimension,
      Optional<Comparison.Kind> kind,
      PageQuery part) {
    List<Comparison.Change> all =
        compared.comparison().changes().stream()
            .filter(change -> dimension.map(change.finding().dimension()::equals).orElse(true))
            .filter(change -> kind.map(wanted -> wanted == change.kind()).orElse(true))
            .toList();
    return new ComparisonBody(
        Image.of(compared.from()),
        Image.of(compared.to()),
        compared.comparison().dimensions(),
        all.stream().skip((long) part.page() * part.size()).limit(part.size()).toList(),
        all.size(),
        part.page(),
        part.size());
  }
}
