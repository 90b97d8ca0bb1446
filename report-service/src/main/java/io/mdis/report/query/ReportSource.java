package io.mdis.report.query;

import io.mdis.contracts.Digest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What reports are made from. Throws the store's unchecked exceptions when it cannot be read. */
public interface ReportSource {

  /**
   * At most one image more than the limit, newest first; the one more says there is a next page.
   */
  List<ImageRecord> images(ImageQuery query);

  /** The image of that manifest digest. */
  Optional<ImageRecord> image(Digest digest);

  /** Current results, complete, by image; images without one are absent. */
  Map<Digest, List<DimensionReport>> results(Collection<Digest> images);

  /** Overviews by image; images without one are absent. */
  Map<Digest, Overview> overviews(Collection<Digest> images);

  /** Findings of the image's current results. */
  FindingPage findings(Digest image, FindingQuery query);

  /** Events that no image could be read for, newest first. */
  RejectionPage rejections(PageQuery query);
}
