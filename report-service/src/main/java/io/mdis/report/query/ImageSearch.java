package io.mdis.report.query;

import io.mdis.contracts.Digest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for images by walking along an index and leaving out what does not fit. What one page may
 * look at is bounded: where few images fit, the page says where to go on.
 */
public final class ImageSearch {
  private static final int PART = 250;
  private static final int MOST_PARTS = 12;

  private final ImageWalk walk;
  private final Reports reports;

  /** Walks over images, and takes what is known of them from the reports. */
  public ImageSearch(ImageWalk walk, Reports reports) {
    this.walk = walk;
    this.reports = reports;
  }

  /** One page. */
  public ImageSearchPage find(ImageSearchQuery query) {
    int part = query.narrowed() ? PART : query.limit() + 1;
    List<ImageReport> found = new ArrayList<>();
    Optional<ImageMark> after = query.after();
    for (int round = 0; round < MOST_PARTS; round++) {
      List<ImageWalk.Step> steps = walk.next(query.order(), query.atLeast(), after, part);
      Map<Digest, ImageReport> known = reports(steps);
      for (ImageWalk.Step step : steps) {
        Optional<ImageReport> report =
            step.image().map(image -> known.get(image.digest())).filter(query::fits);
        if (report.isPresent() && found.size() == query.limit()) {
          return new ImageSearchPage(found, after); // There is one more behind the last one shown.
        }
        report.ifPresent(found::add);
        after = Optional.of(step.mark());
      }
      if (steps.size() < part) {
        return new ImageSearchPage(found, Optional.empty());
      }
    }
    return new ImageSearchPage(found, after);
  }

  private Map<Digest, ImageReport> reports(List<ImageWalk.Step> steps) {
    Map<Digest, ImageReport> known = new HashMap<>();
    reports
        .of(steps.stream().flatMap(step -> step.image().stream()).toList())
        .forEach(report -> known.put(report.image().digest(), report));
    return known;
  }
}
