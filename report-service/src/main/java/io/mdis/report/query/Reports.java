package io.mdis.report.query;

import io.mdis.contracts.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers the questions that people and programs ask about images. */
public final class Reports {
  private final ReportSource source;
  private final List<String> expected;

  /** Reads from the source; each image is expected to have a result of each named dimension. */
  public Reports(ReportSource source, List<String> expected) {
    this.source = source;
    this.expected = List.copyOf(expected);
  }

  /** One page of images. An image whose overview is incomplete is read from its results. */
  public ImagePage images(ImageQuery query) {
    List<ImageRecord> found = source.images(query);
    boolean more = found.size() > query.limit();
    List<ImageRecord> shown = more ? found.subList(0, query.limit()) : found;
    List<ImageReport> reports = of(shown);
    return new ImagePage(
        reports, more ? Optional.of(ImageCursor.after(shown.getLast())) : Optional.empty());
  }

  /** What is known of the images in short, in their order. */
  public List<ImageReport> of(List<ImageRecord> images) {
    List<Digest> digests = images.stream().map(ImageRecord::digest).toList();
    Map<Digest, Overview> overviews = source.overviews(digests);
    List<Digest> incomplete =
        digests.stream().filter(digest -> !complete(overviews.get(digest))).toList();
    Map<Digest, List<DimensionReport>> results = source.results(incomplete);
    List<ImageReport> reports = new ArrayList<>();
    for (ImageRecord image : images) {
      List<DimensionReport> known = new ArrayList<>();
      if (overviews.containsKey(image.digest())) {
        known.addAll(overviews.get(image.digest()).dimensions().values());
      }
      known.addAll(results.getOrDefault(image.digest(), List.of()));
      reports.add(ImageReport.of(image, known, expected));
    }
    return reports;
  }

  /** One image with its complete results; throws ReportProblem when it is unknown. */
  public ImageReport image(Digest digest) {
    ImageRecord image = source.image(digest).orElseThrow(() -> ReportProblem.unknownImage(digest));
    List<DimensionReport> results = source.results(List.of(digest)).getOrDefault(digest, List.of());
    return ImageReport.of(image, results, expected);
  }

  /** Findings of one image; throws ReportProblem when it is unknown. */
  public FindingPage findings(Digest digest, FindingQuery query) {
    if (source.image(digest).isEmpty()) {
      throw ReportProblem.unknownImage(digest);
    }
    return source.findings(digest, query);
  }

  /** Events that no image could be read for, newest first. */
  public RejectionPage rejections(PageQuery query) {
    return source.rejections(query);
  }

  private boolean complete(Overview overview) {
    return overview != null && overview.dimensions().keySet().containsAll(expected);
  }
}
