package io.mdis.report.compare;

import io.mdis.contracts.Digest;
import io.mdis.export.Comparison;
import io.mdis.report.export.StoredReports;
import io.mdis.report.query.ImageCursor;
import io.mdis.report.query.ImagePage;
import io.mdis.report.query.ImageQuery;
import io.mdis.report.query.ImageRecord;
import io.mdis.report.query.ImageReport;
import io.mdis.report.query.ReportProblem;
import io.mdis.report.query.Reports;
import io.mdis.suppression.ImageName;
import java.util.Optional;

/** Compares images that are named by digest, or by a tag that led to them. */
public final class ImageComparisons {
  private static final int LONGEST = 1_024;

  /** Pages of a repository's newest images among which a tag is looked for. */
  private static final int MOST_PAGES = 5;

  private final Reports reports;
  private final StoredReports stored;

  /** Looks images up in the one and takes what was found from the other. */
  public ImageComparisons(Reports reports, StoredReports stored) {
    this.reports = reports;
    this.stored = stored;
  }

  /**
   * Compares two images. A tag is the newest image that it led to; of several platforms that of the
   * other image, where it has one.
   *
   * @param from {@code sha256:…} or {@code registry/repository:tag}
   * @param to the same
   * @param platform {@code os/arch[/variant]} of images that are named by a tag; empty for any
   * @throws ReportProblem when one is no name, or not known
   */
  public ImageComparison compare(String from, String to, Optional<String> platform) {
    ImageRecord later = image("to", to, platform);
    Optional<String> same = platform.or(() -> Optional.ofNullable(later.platform()));
    ImageRecord earlier = image("from", from, same);
    return new ImageComparison(
        earlier,
        later,
        Comparison.of(
            stored.report(earlier.digest(), false).results(),
            stored.report(later.digest(), false).results()));
  }

  private ImageRecord image(String field, String text, Optional<String> platform) {
    if (text == null || text.isBlank() || text.length() > LONGEST) {
      throw refused(field);
    }
    ImageName name = ImageName.parse(text.startsWith("sha256:") ? "@" + text : text);
    if (!name.digest().isEmpty()) {
      return reports.image(digest(field, name.digest())).image();
    }
    int slash = name.repository().indexOf('/');
    if (slash < 1 || name.tags().isEmpty()) {
      throw refused(field);
    }
    return tagged(name, slash, platform);
  }

  private ImageRecord tagged(ImageName name, int slash, Optional<String> platform) {
    String tag = name.tags().getFirst();
    Optional<ImageCursor> after = Optional.empty();
    for (int page = 0; page < MOST_PAGES; page++) {
      ImagePage images =
          reports.images(
              new ImageQuery(
                  Optional.of(name.repository().substring(0, slash)),
                  Optional.of(name.repository().substring(slash + 1)),
                  after,
                  ImageQuery.MAX_LIMIT));
      for (ImageReport image : images.images()) {
        boolean wanted = platform.map(p -> p.equals(image.image().platform())).orElse(true);
        if (wanted && image.image().tags().contains(tag)) {
          return image.image();
        }
      }
      after = images.next();
      if (after.isEmpty()) {
        break;
      }
    }
    throw ReportProblem.unknown(
        "image.unknown",
        "no image "
            + name.repository()
            + ":"
            + tag
            + platform.map(p -> " for " + p).orElse("")
            + " was accepted lately; GET /images lists those that were, name it by its digest");
  }

  private static Digest digest(String field, String text) {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw ReportProblem.invalid(field, e.getMessage());
    }
  }

  private static ReportProblem refused(String field) {
    return ReportProblem.invalid(field, field + " must be sha256:… or registry/repository:tag");
  }
}
