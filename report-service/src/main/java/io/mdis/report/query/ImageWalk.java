package io.mdis.report.query;

import io.mdis.contracts.Severity;
import java.util.List;
import java.util.Optional;

/** Walks over images in an order along an index. Throws the store's unchecked exceptions. */
public interface ImageWalk {

  /**
   * An image on the way.
   *
   * @param mark where it is
   * @param image empty when it is deleted
   */
  record Step(ImageMark mark, Optional<ImageRecord> image) {}

  /**
   * The next steps.
   *
   * @param atLeast severity that the worst finding has; only used where the order goes by it
   * @param after where to go on; empty for the beginning
   * @param most steps at most; fewer only at the end
   */
  List<Step> next(
      ImageOrder order, Optional<Severity> atLeast, Optional<ImageMark> after, int most);
}
