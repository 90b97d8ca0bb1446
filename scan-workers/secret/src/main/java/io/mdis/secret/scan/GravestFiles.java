package io.mdis.secret.scan;

import io.mdis.contracts.Severity;
import io.mdis.secret.detect.SecretChecks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps of many files with findings those with the gravest, up to a number of findings. Which ones
 * does not depend on the order in which they come, and never more than twice as many are held.
 */
final class GravestFiles {
  private static final Comparator<Placed> BY_PLACE =
      Comparator.comparingInt(Placed::layer).thenComparing(placed -> placed.holder().path());
  private static final Comparator<Placed> GRAVEST_FIRST =
      Comparator.comparing(Placed::gravest).reversed().thenComparing(BY_PLACE);

  private final int maxFindings;
  private final List<Placed> kept = new ArrayList<>();
  private long held;
  private int dropped;

  /** At most so many findings; the last file that fits is kept whole, the next one not at all. */
  GravestFiles(int maxFindings) {
    this.maxFindings = maxFindings;
  }

  /**
   * A file and where it is.
   *
   * @param layer index from the base
   * @param gravest severity that any finding of it may have
   */
  record Placed(int layer, LayerSecrets.Holder holder, Severity gravest) {}

  void add(int layer, LayerSecrets.Holder holder) {
    kept.add(new Placed(layer, holder, gravest(holder)));
    held += weight(holder);
    if (held > 2L * maxFindings) {
      prune();
    }
  }

  /** Files that were not kept, so far. */
  int dropped() {
    return dropped;
  }

  /** What is kept, by layer and path. */
  List<Placed> all() {
    prune();
    kept.sort(BY_PLACE);
    return List.copyOf(kept);
  }

  private void prune() {
    kept.sort(GRAVEST_FIRST);
    long findings = 0;
    int files = 0;
    while (files < kept.size() && findings + weight(kept.get(files).holder()) <= maxFindings) {
      findings += weight(kept.get(files).holder());
      files++;
    }
    dropped += kept.size() - files;
    kept.subList(files, kept.size()).clear();
    held = findings;
  }

  /** Findings of it; a file without any, of which something else is told, counts as one. */
  private static int weight(LayerSecrets.Holder holder) {
    return Math.max(1, holder.secrets().hits().size() + holder.checks().size());
  }

  private static Severity gravest(LayerSecrets.Holder holder) {
    return Stream.concat(
            holder.secrets().hits().stream().map(hit -> hit.severity()),
            holder.checks().stream().map(hit -> SecretChecks.get().get(hit.check()).severity()))
        .max(Comparator.naturalOrder())
        .orElse(Severity.UNKNOWN);
  }
}
