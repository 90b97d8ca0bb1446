package io.mdis.agent.verify;

import io.mdis.contracts.Digest;
import io.mdis.measurement.Sha384;
import io.mdis.trust.protocol.Breach;
import io.mdis.trust.protocol.MeasuredImage;
import io.mdis.trust.protocol.Verdict;
import java.util.List;

/**
 * What can be said of an image now.
 *
 * @param imageId which
 * @param outcome the verdict, the service's or that which follows from the kept baseline
 * @param image as measured; null when it couldn't be
 * @param problem why it couldn't be measured; null when it was
 * @param breaches what isn't as it must be, files by their names
 * @param baseline statement that it rests on; null when there is none
 * @param offline whether the service had no part in it
 * @param reason a sentence for people
 */
public record Assessment(
    Digest imageId,
    Verdict.Outcome outcome,
    MeasuredImage image,
    String problem,
    List<Breach> breaches,
    Sha384 baseline,
    boolean offline,
    String reason) {
  /** The breaches are kept as they are. */
  public Assessment {
    breaches = List.copyOf(breaches);
  }

  /** The same with other breaches. */
  Assessment with(List<Breach> others) {
    return new Assessment(imageId, outcome, image, problem, others, baseline, offline, reason);
  }

  /** What is wrong first, in a line: the layer and the file. */
  public String summary() {
    if (breaches.isEmpty()) {
      return reason;
    }
    Breach first = breaches.getFirst();
    String more = breaches.size() == 1 ? "" : " (and " + (breaches.size() - 1) + " more)";
    String layer =
        first.layer() < 0
            ? "image: "
            : "layer "
                + first.layer()
                + (first.diffId() == null ? "" : " (" + first.diffId().hex().substring(0, 12) + ")")
                + ": ";
    return layer + first.message() + more;
  }
}
