package io.mdis.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What differs between two images, or two builds of one. A finding is the same when its dimension,
 * id, package and place are, whatever the version: a flaw that an upgrade did not mend is still
 * there. Suppressed findings are neither new nor fixed.
 *
 * @param dimensions by name
 * @param changes new ones first, then fixed ones, then those that are unchanged, by dimension
 */
public record Comparison(List<DimensionChange> dimensions, List<Change> changes) {

  /** Copies what it is given. */
  public Comparison {
    dimensions = List.copyOf(dimensions);
    changes = List.copyOf(changes);
  }

  /** What became of a finding. */
  public enum Kind {
    NEW,
    FIXED,
    UNCHANGED
  }

  /**
   * A finding and what became of it.
   *
   * @param finding as the later image has it; of a fixed one as the earlier had it
   */
  public record Change(Kind kind, Finding finding) {}

  /**
   * One dimension.
   *
   * @param from how it ended for the one image; null without a result
   * @param to how it ended for the other; null without a result
   * @param compared false where one of both says nothing: then nothing counts as new or fixed
   * @param added number of new findings
   * @param fixed number of findings that are gone
   * @param unchanged number of findings that are still there
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DimensionChange(
      String dimension,
      ScanStatus from,
      ScanStatus to,
      boolean compared,
      int added,
      int fixed,
      int unchanged) {}

  /** Compares results. */
  public static Comparison of(List<ScanResult> from, List<ScanResult> to) {
    Map<String, ScanResult> before = byDimension(from);
    Map<String, ScanResult> after = byDimension(to);
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    List<DimensionChange> dimensions = new ArrayList<>();
    Map<Kind, List<Change>> changes = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      changes.put(kind, new ArrayList<>());
    }
    for (String name : names) {
      dimensions.add(dimension(name, before.get(name), after.get(name), changes));
    }
    return new Comparison(dimensions, changes.values().stream().flatMap(List::stream).toList());
  }

  private static DimensionChange dimension(
      String name, ScanResult from, ScanResult to, Map<Kind, List<Change>> changes) {
    ScanStatus before = from == null ? null : from.status();
    ScanStatus after = to == null ? null : to.status();
    if (!tells(before) || !tells(after)) {
      return new DimensionChange(name, before, after, false, 0, 0, 0);
    }
    Map<String, Finding> gone = byFingerprint(from);
    Map<Kind, Integer> counts = new LinkedHashMap<>();
    List<Change> still = new ArrayList<>();
    for (Map.Entry<String, Finding> entry : byFingerprint(to).entrySet()) {
      Kind kind = gone.remove(entry.getKey()) == null ? Kind.NEW : Kind.UNCHANGED;
      if (!entry.getValue().suppressed()) {
        still.add(new Change(kind, entry.getValue()));
      }
    }
    gone.values().stream()
        .filter(finding -> !finding.suppressed())
        .forEach(finding -> still.add(new Change(Kind.FIXED, finding)));
    for (Change change : still) {
      changes.get(change.kind).add(change);
      counts.merge(change.kind, 1, Integer::sum);
    }
    return new DimensionChange(
        name,
        before,
        after,
        true,
        counts.getOrDefault(Kind.NEW, 0),
        counts.getOrDefault(Kind.FIXED, 0),
        counts.getOrDefault(Kind.UNCHANGED, 0));
  }

  private static boolean tells(ScanStatus status) {
    return status == ScanStatus.SUCCEEDED || status == ScanStatus.PARTIAL;
  }

  private static Map<String, Finding> byFingerprint(ScanResult result) {
    Fingerprints fingerprints = new Fingerprints();
    Map<String, Finding> found = new LinkedHashMap<>();
    for (Finding finding : result.findings()) {
      found.put(fingerprints.of(finding).text(), finding);
    }
    return found;
  }

  private static Map<String, ScanResult> byDimension(List<ScanResult> results) {
    Map<String, ScanResult> byName = new LinkedHashMap<>();
    results.forEach(result -> byName.put(result.dimension(), result));
    return byName;
  }
}
