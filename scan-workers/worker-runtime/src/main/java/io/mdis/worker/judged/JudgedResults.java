package io.mdis.worker.judged;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The stored results of one dimension, for judging them by other rules. FAILED ones are left out:
 * nothing is known of their images. Scans go on at the same time; a result that a scan stores is
 * never taken for one that was judged again, and the other way round.
 */
public interface JudgedResults {
  /** Rules version of a result whose findings may not be its own, for two wrote them at once. */
  String UNSETTLED = "unsettled";

  /** A version of rules other than the given one by which any result was made. */
  Optional<String> otherVersion(String version);

  /** Every version of rules by which any result, FAILED or not, was made. */
  Set<String> versions();

  /** Some images with a result by a version of rules, in the order of their digests. */
  List<Digest> page(String version, Optional<Digest> after, int most);

  /** How many results there are by a version of rules. */
  long count(String version);

  /** Marks all results by a version of rules; what is stored from now on has no mark. */
  void mark(String version, String mark);

  /** Those of the images that have a marked result by a version of rules. */
  Map<Digest, JudgedResult> marked(Collection<Digest> images, String version, String mark);

  /** The results of images, by whatever rules. */
  Map<Digest, JudgedResult> of(Collection<Digest> images);

  /** Ids of all findings of an image. */
  Set<String> found(Digest image);

  /**
   * Those of some ids that stored findings of images have apart from known ones.
   *
   * @param asked ids, and the findings that don't count, of each image
   * @return of each image at least an empty set
   */
  Map<Digest, Set<String>> foundElsewhere(Map<Digest, Asked> asked);

  /**
   * What is asked of an image's findings.
   *
   * @param ids that are looked for
   * @param apart findings that are known to have them
   */
  record Asked(Set<String> ids, Collection<Finding> apart) {}

  /**
   * Changes marked results, which are then by other rules and without a mark.
   *
   * @param facts that change with the rules; an empty one is known no more
   * @return images whose result was replaced meanwhile, so that its findings are unsettled now
   */
  List<Digest> change(
      String version,
      String mark,
      List<ResultChange> changes,
      String next,
      Map<String, String> facts,
      Instant at);

  /** Makes all results that are still marked results by other rules; nothing else changes. */
  void finish(String version, String mark, String next, Map<String, String> facts);

  /** Stores a whole result, as a scan does. */
  void store(Digest image, ScanResult result, Instant at);

  /** Has the results of images judged again as a whole, whatever they were judged by. */
  void unsettle(Collection<Digest> images);

  /** Has an image scanned again, for what is known of it is not enough to judge it. */
  void rescan(Digest image, String rulesVersion);
}
