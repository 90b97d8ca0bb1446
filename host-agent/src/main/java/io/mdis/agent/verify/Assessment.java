package io.mdis.agent.verify;

import com.google.re2j.Pattern;
import io.mdis.contracts.Digest;
import io.mdis.measurement.Sha384;
import io.mdis.trust.protocol.Breach;
import io.mdis.trust.protocol.MeasuredImage;
import io.mdis.trust.protocol.Verdict;
import java.util.List;
import java.util.Optional;

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
  private static final int SHOWN = 12;
  private static final Pattern DIGEST = Pattern.compile("([0-9a-f]{12})[0-9a-f]{20,}");

  /** The breaches are kept as they are. */
  public Assessment {
    breaches = List.copyOf(breaches);
  }

  /** The same with other breaches. */
  Assessment with(List<Breach> others) {
    return new Assessment(imageId, outcome, image, problem, others, baseline, offline, reason);
  }

  /** What is wrong, in a line: the first layer, and the first file. */
  public String summary() {
    if (breaches.isEmpty()) {
      return reason;
    }
    Breach first = breaches.getFirst();
    Optional<Breach> file =
        first.path() != null
            ? Optional.empty()
            : breaches.stream().filter(one -> one.path() != null).findFirst();
    int rest = breaches.size() - 1 - (file.isPresent() ? 1 : 0);
    return described(first)
        + file.map(one -> "; " + described(one)).orElse("")
        + (rest == 0 ? "" : " (and " + rest + " more)");
  }

  private static String described(Breach breach) {
    String diffId =
        breach.diffId() == null ? "" : " (" + breach.diffId().hex().substring(0, SHOWN) + ")";
    String layer = breach.layer() < 0 ? "image" : "layer " + breach.layer() + diffId;
    return layer + ": " + DIGEST.matcher(breach.message()).replaceAll("$1…");
  }
}
