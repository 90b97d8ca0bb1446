package io.mdis.worker.judged;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.Severity;
import java.util.List;
import java.util.Map;

/**
 * How the findings of an image change; its status and its reasons stay. None of its findings is
 * suppressed.
 *
 * @param earlier the result as it is stored
 * @param gone stored findings that no longer hold
 * @param come findings that hold now; one may have the key of one that is gone and takes its place
 */
public record ResultChange(JudgedResult earlier, List<Finding> gone, List<Finding> come) {

  /** Manifest digest. */
  public Digest image() {
    return earlier.image();
  }

  /** Counts of all findings after the change. */
  public Map<Severity, Integer> counts() {
    return FindingCounts.changed(earlier.counts(), gone, come);
  }
}
